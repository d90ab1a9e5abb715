"""Adding people and changing everything about them, their accounts and their rights."""

from collections.abc import Collection
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from app.access.session import seeing_as
from app.access.sign_in import end_sign_ins
from app.access.viewer import SYSTEM, Viewer
from app.accounts.moved import record_move
from app.accounts.rights import refuse_wrong_rights
from app.refused import Refused
from app.setup.rights import refuse_without_administrator, require_configuring
from models.account import AccountAccess
from models.person import Person


def keep_person(
    session: Session,
    person: Person,
    *,
    by: Viewer,
    roles: Collection[fab.Role],
    is_staff: bool,
    home_account_id: int | None,
    other_account_ids: Collection[int],
    active: bool,
    password: str | None,
    **values: Any,
) -> Person:
    """Add somebody or change everything about them, rights too; for who configures. Raises Refused.

    Staff belong to no account; a customer has a home account and only roles that are safe for customers.
    """
    require_configuring(by)
    refuse_wrong_rights(session, roles, is_staff=is_staff, home_account_id=home_account_id)
    refuse_merged(person, active)
    write_person(session, person, values)
    person.is_staff, person.active = is_staff, active
    before_id, person.home_account_id = person.home_account_id, None if is_staff else home_account_id
    person.roles = list(roles)
    session.add(person)
    _give_password(session, person, password, by)
    record_move(session, person, before_id, by=by)
    _keep_accesses(session, person, set() if is_staff else set(other_account_ids) - {home_account_id})
    refuse_without_administrator(session)
    return person


def refuse_merged(person: Person, active: bool) -> None:
    """Raise Refused: who was merged into another takes part as that one, and never on their own again."""
    if active and person.merged_into_id is not None:
        raise Refused(_l("This contact was merged into another, who takes part instead."), "active")


def _give_password(session: Session, person: Person, password: str | None, by: Viewer) -> None:
    """None leaves it as it is. A new one ends the person's sign-in, unless it is one's own."""
    if password:
        person.password = generate_password_hash(password)
    session.flush()
    if password and person.id != by.person_id:
        end_sign_ins(session, person.id)


def write_person(session: Session, person: Person, values: dict[str, Any]) -> None:
    """Set these fields; a mail address that somebody has already is refused. Checks no right."""
    if "email" in values:
        values["email"] = values["email"].strip().lower()
        _refuse_taken(session, values["email"], person.id)
        person.username = values["email"]
    for name, value in values.items():
        setattr(person, name, value)


def _refuse_taken(session: Session, mail: str, person_id: int | None) -> None:
    with session.no_autoflush, seeing_as(session, SYSTEM):
        taken = session.scalar(select(Person.id).where(func.lower(Person.email) == mail))
    if taken is not None and taken != person_id:
        raise Refused(_l("Somebody has this mail address already."), "email")


def _keep_accesses(session: Session, person: Person, wanted: set[int]) -> None:
    rows = session.scalars(select(AccountAccess).where(AccountAccess.person_id == person.id)).all()
    for row in rows:
        if row.account_id not in wanted:
            session.delete(row)
    for account_id in sorted(wanted - {row.account_id for row in rows}):
        session.add(AccountAccess(person_id=person.id, account_id=account_id))
    session.flush()
