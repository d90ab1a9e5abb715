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
    with session.no_autoflush, seeing_as(session, SYSTEM):
        theirs = of_accounts(session, [account_id])
        return of_person(session, person_id) | theirs.get(account_id, frozenset())


def of_person(session: Session, person_id: int | None) -> frozenset[str]:
    """The codes of what a person has themselves."""
    tie = PersonQualification
    found = select(Qualification.code).join(tie, tie.qualification_id == Qualification.id)
    return frozenset(session.scalars(found.where(tie.person_id == person_id)))


def of_accounts(session: Session, account_ids: Any) -> dict[int, frozenset[str]]:
    """By account the codes of what it has. `account_ids`: ids, or a query of them."""
    tie = AccountQualification
    found = select(tie.account_id, Qualification.code).join(tie, tie.qualification_id == Qualification.id)
    codes: dict[int, frozenset[str]] = {}
    for account_id, code in session.execute(found.where(tie.account_id.in_(account_ids))):
        codes[account_id] = codes.get(account_id, frozenset()) | {code}
    return codes


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
