"""The desk's queue: open cases, the most urgent first, then the oldest."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.access.viewer import Viewer
from app.cases.listing.find import MOST_COUNTED
from app.database import PLANNED_ONCE
from app.keyset import Page, read_cursor, write_cursor
from models.account import Account
from models.case import Case
from models.person import Person

QUEUES: Final = ("unassigned", "mine", "all")
SIZE: Final = 25
_assignee = aliased(Person, name="assignee")

_OTHER_CASES: Final = (
    select(Case.number, Case.subject, Case.status_id, Case.updated_at)
    .where(Case.account_id == bindparam("in_account"), Case.id != bindparam("but_not"))
    .order_by(Case.updated_at.desc(), Case.id.desc())
    .limit(bindparam("most"))
    .execution_options(**PLANNED_ONCE)
)


def queue_page(session: Session, by: Viewer, queue: str, after: str = "") -> Page:
    """Rows of number, subject, priority, status, times, account and assignee. Pages go forward only."""
    query = (
        select(
            Case.id,
            Case.number,
            Case.subject,
            Case.priority_id,
            Case.priority_rank,
            Case.status_id,
            Case.created_at,
            Case.updated_at,
            Case.assignee_id,
            Account.name.label("account"),
            (_assignee.first_name + " " + _assignee.last_name).label("assignee"),
        )
        .join(Account, Account.id == Case.account_id, isouter=True)
        .join(_assignee, _assignee.id == Case.assignee_id, isouter=True)
        .where(*_which(by, queue))
        .order_by(Case.priority_rank.desc(), Case.created_at, Case.id)
    )
    columns = (Case.priority_rank, Case.created_at, Case.id)
    start = read_cursor(after, columns) if after else None
    if start is not None:
        query = query.where(_later(*start))
    rows = list(session.execute(query.limit(SIZE + 1)))
    more = len(rows) > SIZE
    rows = rows[:SIZE]
    last = [rows[-1]._mapping[column] for column in columns] if more else []
    return Page(rows, "", write_cursor(last) if more else "")


def count_queue(session: Session, by: Viewer, queue: str) -> int:
    """Counted to one more than MOST_COUNTED."""
    some = select(Case.id).where(*_which(by, queue)).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def other_cases(session: Session, case: Any, most: int = 5) -> Sequence[Any]:
    """The other cases of the same account, those that moved last first."""
    values = {"in_account": case.account_id, "but_not": case.id, "most": most}
    return session.execute(_OTHER_CASES, values).all()


def _which(by: Viewer, queue: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Case.is_open.is_(True)]
    if queue == "unassigned":
        found.append(Case.assignee_id.is_(None))
    elif queue == "mine":
        found.append(Case.assignee_id == by.person_id)
    return found


def _later(rank: Any, created: Any, id_: Any) -> ColumnElement[bool]:
    """Less urgent, or as urgent and younger: the order goes down in one column and up in the others."""
    younger = (Case.created_at > created) | ((Case.created_at == created) & (Case.id > id_))
    later: ColumnElement[bool] = (Case.priority_rank < rank) | ((Case.priority_rank == rank) & younger)
    from_rank: ColumnElement[bool] = Case.priority_rank <= rank  # what the index can begin at
    return from_rank & later
