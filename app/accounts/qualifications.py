"""Which qualifications accounts and people have (FEATURES A15)."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.refused import Refused
from app.setup.lookups import lookups
from models.account import Account
from models.person import Person
from models.qualification import AccountQualification, PersonQualification, Qualification


def qualifications(session: Session, person_id: int | None, account_id: int) -> frozenset[str]:
    """The codes of what the person has, and of what the account has; looks as the system."""
    of_person = select(PersonQualification.qualification_id).where(PersonQualification.person_id == person_id)
    of_account = select(AccountQualification.qualification_id).where(
        AccountQualification.account_id == account_id
    )
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = select(Qualification.code).where(Qualification.id.in_(of_person.union_all(of_account)))
        return frozenset(session.scalars(found))


def qualification_ids(session: Session, row: Account | Person) -> set[int]:
    """The ids of what an account or a person has themselves, for those who see them."""
    model, key = _tie_of(row)
    return set(session.scalars(select(model.qualification_id).where(key == row.id)))


def keep_qualifications(session: Session, row: Account | Person, wanted: Collection[int]) -> None:
    """Exactly these from now on. Raises Refused for one that there is not; who may, the session says."""
    if not set(wanted) <= lookups(session).qualifications.keys():
        raise Refused(_l("There is no such qualification."), "qualifications")
    model, key = _tie_of(row)
    has = {tie.qualification_id: tie for tie in session.scalars(select(model).where(key == row.id))}
    for id_ in sorted(has.keys() - set(wanted)):
        session.delete(has[id_])
    for id_ in sorted(set(wanted) - has.keys()):
        session.add(model(**{key.key: row.id, "qualification_id": id_}))


def _tie_of(row: Account | Person) -> tuple[Any, Any]:
    if isinstance(row, Account):
        return AccountQualification, AccountQualification.account_id
    return PersonQualification, PersonQualification.person_id
