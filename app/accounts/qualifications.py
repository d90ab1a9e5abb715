"""Which qualifications accounts and people have."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.refused import Refused
from app.setup.lookups import lookups
from models.account import Account
from models.person import Person
from models.product_line import AccountProductLine
from models.qualification import AccountQualification, PersonQualification, Qualification


def qualifications(session: Session, person_id: int | None, account_id: int) -> frozenset[str]:
    """The codes of what the person has, and of what the account has; looks as the system."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        own, theirs = held(session, person_id, [account_id])
        return own | theirs.get(account_id, frozenset())


def held(
    session: Session, person_id: int | None, account_ids: Sequence[int]
) -> tuple[frozenset[str], dict[int, frozenset[str]]]:
    """What the person has, and by account what that has, in one question; through the eyes of the session."""
    of, own = AccountQualification, PersonQualification
    rows = union_all(
        select(literal(0).label("holder"), Qualification.code)
        .join(own, own.qualification_id == Qualification.id)
        .where(own.person_id == person_id),
        select(of.account_id, Qualification.code)
        .join(of, of.qualification_id == Qualification.id)
        .where(of.account_id.in_(account_ids)),
    )
    codes: dict[int, frozenset[str]] = {}
    for holder, code in session.execute(rows):
        codes[holder] = codes.get(holder, frozenset()) | {code}
    return codes.pop(0, frozenset()), codes


def lines_and_qualifications(session: Session, account: Account) -> tuple[list[int], list[int]]:
    """The ids of the product lines and qualifications of an account that the reader sees, in one question."""
    line, skill = AccountProductLine, AccountQualification
    rows = union_all(
        select(literal(0).label("which"), line.product_line_id.label("id")).where(
            line.account_id == account.id
        ),
        select(literal(1), skill.qualification_id).where(skill.account_id == account.id),
    )
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = session.execute(rows).all()
    lines, skills = (sorted(id_ for which, id_ in found if which == kind) for kind in (0, 1))
    return lines, skills


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
