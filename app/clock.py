"""The one place that asks what time it is, so that tests can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """As if it were that moment: the demonstration tells of what is past, through the verbs of today."""
    before = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(before)
