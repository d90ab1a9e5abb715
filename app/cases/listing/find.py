"""Finding the cases of a list: conditions, order and columns. What one may see is added by the session."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access.reach import Grant, Reach
from app.access.viewer import Viewer
from app.cases.listing.choice import Choice, whole
from app.keyset import Page, fetch
from app.setup.scales import Scales, scales
from models.account import Account
from models.case import Case
from models.person import Person

MOST_COUNTED: Final = 1_000
_owner = aliased(Person, name="owner")
_OWNER_NAME = (func.coalesce(_owner.last_name, ""), func.coalesce(_owner.first_name, ""))

ORDERS: dict[str, tuple[Any, ...]] = {
    "number": (Case.number,),
    "subject": (Case.subject, Case.id),
    "kind": (Case.kind, Case.id),
    "priority": (Case.priority_rank, Case.id),
    "status": (Case.status_rank, Case.id),
    "created": (Case.created_at, Case.id),
    "updated": (Case.updated_at, Case.id),
}
COLUMNS: Final = (
    Case.id,
    Case.number,
    Case.subject,
    Case.kind,
    Case.priority_id,
    Case.priority_rank,
    Case.status_id,
    Case.status_rank,
    Case.created_at,
    Case.updated_at,
    Account.name.label("account"),
    _owner.first_name.label("first_name"),
    _owner.last_name.label("last_name"),
)


def find_page(session: Session, by: Viewer, choice: Choice) -> Page:
    """One page of cases as rows of COLUMNS. Account and owner are None where they are not for the viewer."""
    order = _order(by, choice.sort)
    query = rows_for(by)
    if choice.sort == "owner":
        query = query.add_columns(*(column for column in order if column not in COLUMNS))
    return fetch(
        session,
        query.where(*conditions(session, by, choice)),
        order,
        descending=choice.descending,
        size=choice.size,
        after=choice.after,
        before=choice.before,
    )


def count(session: Session, by: Viewer, choice: Choice) -> int:
    """How many there are, counted to one more than MOST_COUNTED: exact counts are what gets slow first."""
    some = select(Case.id).where(*conditions(session, by, choice)).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def conditions(session: Session, by: Viewer, choice: Choice) -> list[ColumnElement[bool]]:
    """View, scope and filters as conditions."""
    found = [*_view(by, choice), *_scope(by, choice)]
    words = scales(session)
    if choice.status:
        found.append(Case.status_id == _id(words, "status", choice.status))
    if choice.priority:
        found.append(Case.priority_id == _id(words, "priority", choice.priority))
    if choice.kind:
        found.append(Case.kind == choice.kind)
    if choice.q:
        found.append(_text(choice.q))
    return found


def _view(by: Viewer, choice: Choice) -> list[ColumnElement[bool]]:
    """The four views (FEATURES D1). Mine is what a customer owns, and what is assigned to an agent."""
    is_open: list[ColumnElement[bool]] = [Case.is_open.is_(True)]
    is_closed: list[ColumnElement[bool]] = [Case.is_open.is_(False)]
    if choice.status:  # a status says it more precisely
        is_open = is_closed = []
    mine = (Case.assignee_id if by.is_staff else Case.owner_id) == (by.person_id or 0)
    views: dict[str, list[ColumnElement[bool]]] = {
        "all_mine": [mine],
        "account_open": is_open,
        "my_open": [mine, *is_open],
        "my_closed": [mine, *is_closed],
    }
    return views[choice.view]


def _scope(by: Viewer, choice: Choice) -> list[ColumnElement[bool]]:
    if choice.account is not None:
        return [Case.account_id == choice.account]
    if choice.scope == "all" or by.home is None:
        return []
    below = {Grant(by.home, "descendant")} if choice.scope == "tree" else set()
    return [Reach(grants=frozenset({Grant(by.home, "own")} | below)).cases(Case)]


def _id(words: Scales, scale: str, code: str) -> int:
    by_code: dict[str, Any] = words.status_by_code if scale == "status" else words.priority_by_code
    return by_code[code].id if code in by_code else 0


def _text(q: str) -> ColumnElement[bool]:
    """Part of the subject, or the number."""
    in_subject = Case.subject.icontains(q, autoescape=True)
    number = whole(q)
    return or_(in_subject, Case.number == number) if number is not None else in_subject


def _order(by: Viewer, sort: str) -> tuple[Any, ...]:
    if sort != "owner":
        return ORDERS[sort]
    if _sees_all_contacts(by):
        return (_owner.last_name, _owner.first_name, Case.id)
    return (*_OWNER_NAME, Case.id)


def _joined(outer: bool) -> Select[Any]:
    query = select(*COLUMNS).select_from(Case).join(_owner, and_(_owner.id == Case.owner_id), isouter=outer)
    return query.join(Account, Account.id == Case.account_id, isouter=outer)


_ROWS, _ROWS_OF_ALL = _joined(outer=True), _joined(outer=False)


def rows_for(by: Viewer) -> Select[Any]:
    """Owners and accounts that are hidden leave the case in the list; who sees all gets the cheaper join."""
    return _ROWS_OF_ALL if _sees_all_contacts(by) else _ROWS


def _sees_all_contacts(by: Viewer) -> bool:
    return by.reach("contact.view").every and by.reach("account.view").every
