"""Keyset pages: a page begins after the last row of the one before, so that page 200 costs what page 1 costs.

A cursor is the sort values of a row. It is readable, and safe to be changed: it only says where to begin.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import Session


class Page(NamedTuple):
    """Rows in order, and cursors for the pages around it; an empty cursor means that there is none."""

    rows: Sequence[Any]
    before: str
    after: str


def write_cursor(values: Sequence[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, date) else v for v in values]
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
    if kind is date:
        return date.fromisoformat(value)
    is_text = isinstance(value, str) and "\0" not in value and bool(value.encode() or True)
    is_number = type(value) is int and abs(value) < 2**31
    if not (is_text if kind is str else is_number):
        raise ValueError
    return value


class Part(NamedTuple):
    """A stretch of a list: its query, and the columns that order it, the last one unique. It selects them.

    `values` are those of its parameters.
    """

    query: Select[Any]
    columns: Sequence[Any]
    values: Mapping[str, Any] = {}


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
    part = Part(query, columns)
    return fetch_parts(session, [part], descending=descending, size=size, after=after, before=before)


def fetch_parts(
    session: Session, parts: Sequence[Part], *, descending: bool, size: int, after: str, before: str
) -> Page:
    """One page of parts that follow each other as given, whichever way each is sorted.

    For an order that no single index gives.
    """
    begin = _read_place(after or before, parts) if after or before else None
    backwards = bool(before) and not after and begin is not None
    downwards = descending != backwards
    found = _rows(session, parts, begin, backwards=backwards, downwards=downwards, most=size + 1)
    has_more, found = len(found) > size, found[:size]
    if backwards:
        return _page(found[::-1], parts, has_before=has_more, has_after=True)
    return _page(found, parts, has_before=begin is not None, has_after=has_more)


_Place = tuple[int, list[Any]]


def _read_place(text: str, parts: Sequence[Part]) -> _Place | None:
    """The number of a part, and the sort values in it; None when it is no cursor of this order."""
    for number, part in enumerate(parts):
        values = read_cursor(text, (literal(number), *part.columns))
        if values is not None and values[0] == number:
            return number, values[1:]
    return None


def _rows(
    session: Session,
    parts: Sequence[Part],
    begin: _Place | None,
    *,
    backwards: bool,
    downwards: bool,
    most: int,
) -> list[tuple[int, Any]]:
    """(number of its part, row): from one part to the next until there are enough."""
    numbers = range(len(parts))[:: -1 if backwards else 1]
    found: list[tuple[int, Any]] = []
    for number in numbers[numbers.index(begin[0]) if begin else 0 :]:
        query, columns, values = parts[number]
        if begin is not None and number == begin[0]:
            query = query.where(_beyond(columns, begin[1], downwards))
        order = [column.desc() if downwards else column.asc() for column in columns]
        rows = session.execute(query.order_by(*order).limit(most - len(found)), values)
        found += [(number, row) for row in rows]
        if len(found) == most:
            break
    return found


def _page(found: list[tuple[int, Any]], parts: Sequence[Part], *, has_before: bool, has_after: bool) -> Page:
    def cursor(number: int, row: Any) -> str:
        return write_cursor([number, *(row._mapping[column] for column in parts[number].columns)])

    first, last = (found[0], found[-1]) if found else ((0, None), (0, None))
    before = cursor(*first) if found and has_before else ""
    return Page([row for _number, row in found], before, cursor(*last) if found and has_after else "")


def _beyond(columns: Sequence[Any], start: list[Any], downwards: bool) -> ColumnElement[bool]:
    row, place = columns[0], start[0]
    if len(columns) > 1:
        row = tuple_(*columns)
        place = tuple_(*start, types=[column.type for column in columns])
    beyond: ColumnElement[bool] = row < place if downwards else row > place
    return beyond
