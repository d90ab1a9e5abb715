"""Texts that are there in one language and lack the other.

Translators have the texts of every row: they look with the system's eyes here, and nowhere else, so
that a message for somebody else is a text to them and never a message to read. Others look with their own.
"""

from typing import Any, Final

from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    Subquery,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.keyset import Page, fetch
from app.translate.texts import TRANSLATING, Kind, kinds_for
from config import LANGUAGES

PAGE: Final = 25


def lacking(by: Viewer) -> Subquery | None:
    """(place, id, text) of each row with such a text: `place` is that of its kind in `kinds_for(by)`."""
    found = [_of_kind(place, kind) for place, kind in enumerate(kinds_for(by))]
    return union_all(*found).subquery("lacking") if found else None


def count_lacking(session: Session, by: Viewer, most: int) -> int:
    """How many rows have such a text, counted to one more than `most`."""
    rows = lacking(by)
    if rows is None:
        return 0
    some = select(rows.c.id).limit(most + 1).subquery()
    with seeing_as(session, _eyes(by)):
        return session.scalar(select(func.count()).select_from(some)) or 0


def find_row(session: Session, by: Viewer, kind: Kind, row_id: int) -> Any | None:
    """The row whose texts these are, for who may translate it."""
    if kind not in kinds_for(by):
        return None
    with seeing_as(session, _eyes(by)):
        return session.scalar(select(kind.model).where(kind.key == row_id))


def _eyes(by: Viewer) -> Viewer:
    return SYSTEM if by.may(*TRANSLATING) else by


def find_page(session: Session, by: Viewer, *, after: str = "", before: str = "") -> Page:
    """One page of them, kind by kind, the newest first in each."""
    rows = lacking(by)
    if rows is None:
        return Page([], "", "")
    keys = (rows.c.place.label("place"), rows.c.newest.label("newest"))
    query, place = select(*keys, rows.c.id, rows.c.text), {"after": after, "before": before}
    with seeing_as(session, _eyes(by)):
        return fetch(session, query, keys, descending=False, size=PAGE, **place)


def _of_kind(place: int, kind: Kind) -> Select[Any]:
    columns = [getattr(kind.model, text.column) for text in kind.texts]
    return select(
        literal(place).label("place"),
        (-kind.key).label("newest"),
        kind.key.label("id"),
        kind.first.label("text"),
    ).where(or_(*map(_lacks_one, columns)))


def _lacks_one(column: Any) -> ColumnElement[bool]:
    filled = [func.coalesce(type_coerce(column, JSON)[code].as_string(), "") != "" for code in LANGUAGES]
    return or_(*filled) & or_(*(~one for one in filled))
