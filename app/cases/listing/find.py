"""Finding the cases of a list, in their order. What one may see is added by the session."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.choice import Choice
from app.cases.listing.columns import USUAL, Column, assignee, chosen, columns_for, owner
from app.cases.marks import COLUMNS, with_following
from app.keyset import Page, Part, fetch_parts
from models.account import Account
from models.case import Case

MOST_COUNTED: Final = 1_000
MOST_BY_WORDS: Final = 250  # looking for words reads each case on the way
_JOINS: Final[dict[str, tuple[Any, ColumnElement[bool]]]] = {
    "account": (Account, Account.id == Case.account_id),
    "owner": (owner, and_(owner.id == Case.owner_id)),
    "assignee": (assignee, and_(assignee.id == Case.assignee_id)),
}


def find_page(session: Session, by: Viewer, choice: Choice, where: Sequence[ColumnElement[bool]]) -> Page:
    """One page of cases, with the fields of the chosen columns; `where` comes from `sought`.

    Each row also says how one follows the case (`marks.following`), and the `total` as `count` counts it:
    what comes along costs half of a query of its own.
    """
    total = _number_of(where, most_counted(choice)).scalar_subquery().label("total")
    values = {"me": by.person_id or 0}
    found = [
        Part(part.query.add_columns(total), part.columns, values)
        for part in parts(by, choice, where, follows=True)
    ]
    return fetch_parts(
        session,
        found,
        descending=choice.descending,
        size=choice.size,
        after=choice.after,
        before=choice.before,
    )


def most_counted(choice: Choice) -> int:
    """How far a list of this choice is counted: exact counts are what gets slow first."""
    return MOST_BY_WORDS if choice.q else MOST_COUNTED


def count(session: Session, where: Sequence[ColumnElement[bool]], most: int) -> int:
    """How many there are, counted to one more than `most`."""
    return session.scalar(_number_of(where, most)) or 0


def _number_of(where: Sequence[ColumnElement[bool]], most: int) -> Select[int]:
    some = select(Case.id).where(*where).limit(most + 1).correlate(None).subquery()
    return select(func.count()).select_from(some)


def parts(
    by: Viewer, choice: Choice, where: Sequence[ColumnElement[bool]], *, follows: bool = False
) -> list[Part]:
    """The cases of a list, whole and unordered, in the parts that follow each other.

    Most orders have one part. Where names of accounts and people may be hidden, or there may be none, those
    cases stand last, whichever way the others are sorted: so each part is in the order of an index.
    """
    columns, sort = tuple(chosen(by, choice.columns)), columns_for(by)[choice.sort]
    key = (*sort.order, Case.id) if sort.name != "number" else sort.order
    named = Part(_select(columns, sort, _sees_all(by), sort.needs, follows).where(*where), key)
    if not sort.needs or (_sees_all(by) and sort.needs != "assignee"):
        return [named]
    target, _on = _JOINS[sort.needs]
    nameless = _select(columns, sort, _sees_all(by), "", follows).where(target.id.is_(None), *where)
    return [named, Part(nameless, (Case.number,))]


@lru_cache(maxsize=500)
def _select(
    columns: tuple[Column, ...], sort: Column | None, sees_all: bool, inner: str, follows: bool
) -> Select[Any]:
    """Id, number, escalation and the fields of the columns; `inner` names what every case of it has.

    Owners and accounts that are hidden leave the case in the list; who sees all gets the cheaper join.
    """
    shown = [column for column in columns if column.name != "number"]
    fields = [Case.id, Case.number, *COLUMNS, *(found for column in shown for found in column.fields)]
    order = sort.order if sort is not None else ()
    query = select(*fields, *(column for column in order if column not in fields)).select_from(Case)
    needed = {column.needs for column in (*columns, *([sort] if sort else []))} - {""}
    for name in sorted(needed):
        target, on = _JOINS[name]
        is_there = name == inner or (sees_all and name != "assignee")
        query = query.join(target, on, isouter=not is_there)
    return with_following(query) if follows else query


def rows_for(by: Viewer) -> Select[Any]:
    """Cases with the fields of the usual columns."""
    return _select(tuple(chosen(by, USUAL)), None, _sees_all(by), "", False)


def _sees_all(by: Viewer) -> bool:
    return by.reach("contact.view").every and by.reach("account.view").every
