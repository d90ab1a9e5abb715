"""The desk's queue: open cases, the most urgent first, then the oldest.

A view over closed cases, or over both, is no queue: there the case that moved last stands first.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session, aliased

from app.cases.listing.choice import Choice
from app.cases.listing.sought import state_of
from app.database import PLANNED_ONCE
from app.keyset import Page, fetch, read_cursor, write_cursor
from app.setup.scales import scales
from models.account import Account
from models.case import Case
from models.person import Person

# The queues that are always there, as views of the case list would keep them.
QUEUES: Final[dict[str, dict[str, str]]] = {
    "unassigned": {"assignee": "nobody"},
    "mine": {"assignee": "me"},
    "team": {"team": "mine"},
    "all": {},
    "closed": {"state": "closed"},
}
_assignee = aliased(Person, name="assignee")

_OTHER_CASES: Final = (
    select(Case.number, Case.subject, Case.status_id, Case.updated_at)
    .where(Case.account_id == bindparam("in_account"), Case.id != bindparam("but_not"))
    .order_by(Case.updated_at.desc(), Case.id.desc())
    .limit(bindparam("most"))
    .execution_options(**PLANNED_ONCE)
)
_ROWS: Final = (
    select(
        Case.id,
        Case.number,
        Case.subject,
        Case.priority_id,
        Case.priority_rank,
        Case.status_id,
        Case.is_open,
        Case.created_at,
        Case.updated_at,
        Case.assignee_id,
        Case.team_id,
        Case.escalation_state,
        Account.name.label("account"),
        (_assignee.first_name + " " + _assignee.last_name).label("assignee"),
    )
    .join(Account, Account.id == Case.account_id, isouter=True)
    .join(_assignee, _assignee.id == Case.assignee_id, isouter=True)
)
_WAITING: Final = _ROWS.order_by(Case.priority_rank.desc(), Case.created_at, Case.id)
_KEY: Final = (Case.priority_rank, Case.created_at, Case.id)
_MOVED: Final = (Case.updated_at, Case.id)


class QueueChoice(Choice):
    """What was asked of the queue: filters and views are those of the case list, the order is its own."""

    path: ClassVar[str] = "/desk/"

    @property
    def is_own(self) -> bool:
        """Each queue keeps filters, as a view that somebody built does."""
        return True


def holds_open_only(session: Session, choice: Choice) -> bool:
    """Whether all that is asked for is open: by its status, else by what the filter or the view says."""
    if choice.status:
        status = scales(session).status_by_code.get(choice.status)
        return status is None or status.is_open
    return state_of(choice) == "open"


def queue_page(
    session: Session, where: Sequence[ColumnElement[bool]], size: int = 25, after: str = ""
) -> Page:
    """Rows of number, subject, priority, status, times, account, team and assignee; `where` says open.

    Pages go forward only.
    """
    query = _WAITING.where(*where)
    start = read_cursor(after, _KEY) if after else None
    if start is not None:
        query = query.where(_later(*start))
    rows = list(session.execute(query.limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size]
    last = [rows[-1]._mapping[column] for column in _KEY] if more else []
    return Page(rows, "", write_cursor(last) if more else "")


def moved_page(
    session: Session, where: Sequence[ColumnElement[bool]], size: int = 25, after: str = ""
) -> Page:
    """The same rows, open or closed, that of the last movement first."""
    query: Any = _ROWS.where(*where)
    return fetch(session, query, _MOVED, descending=True, size=size, after=after, before="")


def in_queue(where: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """Says that they are open once more, as the indexes of the queue begin."""
    return [Case.is_open.is_(True), *where]


def other_cases(session: Session, case: Any, most: int = 5) -> Sequence[Any]:
    """The other cases of the same account, those that moved last first."""
    values = {"in_account": case.account_id, "but_not": case.id, "most": most}
    return session.execute(_OTHER_CASES, values).all()


def _later(rank: Any, created: Any, id_: Any) -> ColumnElement[bool]:
    """Less urgent, or as urgent and younger: the order goes down in one column and up in the others."""
    younger = (Case.created_at > created) | ((Case.created_at == created) & (Case.id > id_))
    later: ColumnElement[bool] = (Case.priority_rank < rank) | ((Case.priority_rank == rank) & younger)
    from_rank: ColumnElement[bool] = Case.priority_rank <= rank  # what the index can begin at
    return from_rank & later
