"""Keyset pages: a page begins after the last row of the one before, so that page 200 costs what page 1 costs.

A cursor is the sort values of a row. It is readable, and safe to be changed: it only says where to begin.
"""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import Session


class Page(NamedTuple):
    """Rows in order, and cursors for the pages around it; an empty cursor means that there is none."""

    rows: Sequence[Any]
    before: str
    after: str


def write_cursor(values: Sequence[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, datetime) else v for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(text: str, columns: Sequence[Any]) -> list[Any] | None:
    """The sort values, checked against the type of each column; None when it is no cursor of this order."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(columns):
            return None
        return [_typed(value, column.type.python_type) for value, column in zip(values, columns, strict=True)]
    except (ValueError, TypeError, RecursionError):
        return None


def _typed(value: Any, kind: object) -> Any:
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    is_text = isinstance(value, str) and "\0" not in value
    is_number = type(value) is int and abs(value) < 2**31
    if not (is_text if kind is str else is_number):
        raise ValueError
    return value


def fetch(
    session: Session,
    query: Select[Any],
    columns: Sequence[Any],
    *,
    descending: bool,
    size: int,
    after: str,
    before: str,
) -> Page:
    """One page of `query`, ordered by `columns` (the last one unique), all in the same direction.

    The query must select the columns; asks for one row more than a page to know whether another follows.
    """
    start = read_cursor(after or before, columns) if after or before else None
    backwards = bool(before) and not after and start is not None
    downwards = descending != backwards
    if start is not None:
        query = query.where(_beyond(columns, start, downwards))
    order = [column.desc() if downwards else column.asc() for column in columns]
    rows = list(session.execute(query.order_by(*order).limit(size + 1)))
    has_more = len(rows) > size
    if backwards:
        return _page(rows[:size][::-1], columns, has_before=has_more, has_after=True)
    return _page(rows[:size], columns, has_before=start is not None, has_after=has_more)


def _page(rows: list[Any], columns: Sequence[Any], *, has_before: bool, has_after: bool) -> Page:
    def cursor(row: Any) -> str:
        return write_cursor([row._mapping[column] for column in columns])

    return Page(
        rows, cursor(rows[0]) if rows and has_before else "", cursor(rows[-1]) if rows and has_after else ""
    )


def _beyond(columns: Sequence[Any], start: list[Any], downwards: bool) -> ColumnElement[bool]:
    row, place = columns[0], start[0]
    if len(columns) > 1:
        row = tuple_(*columns)
        place = tuple_(*start, types=[column.type for column in columns])
    beyond: ColumnElement[bool] = row < place if downwards else row > place
    return beyond
