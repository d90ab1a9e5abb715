"""Finding the place that a row belongs to, in columns only, with the system's eyes."""

from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.place import Place
from models.account import Account
from models.case import Case
from models.person import Person
from models.scale import Priority, Status

NOWHERE = Place(0, None, 0, "/0/")


class Standing(NamedTuple):
    """What a case repeats of its priority and status."""

    priority_rank: int
    status_rank: int
    is_open: bool


def place_of_account(session: Session, account_id: int | None) -> Place:
    """The place of an account; NOWHERE, which no reach covers, when there is no such account."""
    row = session.execute(
        select(Account.id, Account.parent_id, Account.root_id, Account.path).where(Account.id == account_id)
    ).one_or_none()
    return _place(row)


def place_of_case(session: Session, case_id: int | None) -> Place:
    """The place of the account of a case, with its owner; NOWHERE when there is no such case.

    Of an owner who was merged into another at this moment, the other one.
    """
    return written_cases(session, {case_id}).get(case_id, (NOWHERE, None))[0]


def written_cases(
    session: Session, case_ids: set[int] | set[int | None]
) -> dict[int | None, tuple[Place, Standing | None]]:
    """For each that is there the same place, and what it should repeat of its priority and status."""
    owner = func.coalesce(Person.merged_into_id, Case.owner_id)
    rows = session.execute(
        select(Case.id, Account.id, Account.parent_id, Account.root_id, Account.path, owner)
        .add_columns(Priority.rank, Status.rank, Status.is_open)
        .join(Account, Case.account_id == Account.id)
        .join(Person, Person.id == Case.owner_id)
        .join(Priority, Priority.id == Case.priority_id)
        .join(Status, Status.id == Case.status_id)
        .where(Case.id.in_(case_ids))
    )
    return {row[0]: (_place((*row[1:6], row[0])), Standing(*row[6:])) for row in rows}


def _place(row: Any) -> Place:
    return Place(*row) if row and row[2] else NOWHERE
