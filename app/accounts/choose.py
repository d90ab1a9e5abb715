"""What the Accounts tab offers to show: lists of accounts, and single ones."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from models.account import Account

MINE, ALL = "mine", "all"
MOST_OFFERED = 40


class Offer(NamedTuple):
    """Single accounts by name, as (id, name); `is_more` when there are more than a menu can hold."""

    accounts: list[tuple[int, str]]
    is_more: bool


def lists_for(by: Viewer) -> tuple[str, ...]:
    """Our own people see every account, and those that they look after."""
    return (MINE, ALL) if by.is_staff else (MINE,)


def usual_list(by: Viewer) -> str:
    return ALL if by.is_staff else MINE


def in_list(by: Viewer, view: str) -> ColumnElement[bool]:
    """The condition on accounts; for customers every account that they may see is theirs."""
    return Account.manager_id == by.person_id if by.is_staff and view == MINE else true()


def offered(session: Session, by: Viewer) -> Offer:
    """The first of this person's own accounts."""
    rows = session.execute(
        select(Account.id, Account.name)
        .where(in_list(by, MINE))
        .order_by(Account.name, Account.id)
        .limit(MOST_OFFERED + 1)
    ).all()
    return Offer([(row.id, row.name) for row in rows[:MOST_OFFERED]], len(rows) > MOST_OFFERED)
