"""Texts that are there in one language and lack the other. Who sees the row is said by the session."""

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

from app.access.viewer import Viewer
from app.keyset import Page, fetch
from app.translate.texts import Kind, kinds_for
from config import LANGUAGES

PAGE: Final = 25


def lacking(by: Viewer) -> Subquery | None:
    """(place, id, text) of each row with such a text: `place` is that of its kind in `kinds_for(by)`."""
    found = [_of_kind(place, kind) for place, kind in enumerate(kinds_for(by))]
    return union_all(*found).subquery("lacking") if found else None


def find_page(session: Session, by: Viewer, *, after: str = "", before: str = "") -> Page:
    """One page of them, kind by kind, the newest first in each."""
    rows = lacking(by)
    if rows is None:
        return Page([], "", "")
    keys = (rows.c.place.label("place"), rows.c.newest.label("newest"))
    return fetch(
        session,
        select(*keys, rows.c.id, rows.c.text),
        keys,
        descending=False,
        size=PAGE,
        after=after,
        before=before,
    )


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
