"""What every list needs that becomes a file: rows as they come, a count of them, a name."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app import clock
from app.background.run import Run
from app.keyset import Part

T = TypeVar("T")
HANDED_ON: Final = 500  # rows that the database gives at a time
LOOKED_AT: Final = 200  # rows between two looks at the clock


def in_order(session: Session, parts: Sequence[Part], *, descending: bool) -> Iterator[Any]:
    """All rows of a list, part after part, through a cursor that holds some at a time."""
    for query, columns, _values in parts:
        order = [column.desc() if descending else column.asc() for column in columns]
        yield from session.execute(query.order_by(*order), execution_options={"yield_per": HANDED_ON})


def counted(rows: Iterator[T], run: Run, total: int | None) -> Iterator[T]:
    """The same rows; the page of the work hears how many there were. Raises Stopped."""
    for number, row in enumerate(rows):
        if number % LOOKED_AT == 0:
            run.tell(number, total)
        yield row


def file_name(list_name: str, kind: str, zone: str) -> str:
    """ "Cases 2026-11-22.csv": the day is that of the reader."""
    day = clock.now().astimezone(ZoneInfo(zone)).date()
    return re.sub(r"\s+", " ", f"{list_name} {day}.{kind}")
