"""Finding the place that a row belongs to, in columns only, with the system's eyes."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.place import Place
from models.account import Account
from models.case import Case
from models.person import Person

NOWHERE = Place(0, None, 0, "/0/")


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
    owner = func.coalesce(Person.merged_into_id, Case.owner_id)
    row = session.execute(
        select(Account.id, Account.parent_id, Account.root_id, Account.path, owner)
        .join(Case, Case.account_id == Account.id)
        .join(Person, Person.id == Case.owner_id)
        .where(Case.id == case_id)
    ).one_or_none()
    return _place(row)


def _place(row: Any) -> Place:
    return Place(*row) if row and row.root_id else NOWHERE
