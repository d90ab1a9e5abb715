"""How many messages a person has not read, and which of them are urgent: on every page, without a query.

What was found is kept in this process until one of the two counters moves (`app.access.counters`), the
person's viewer is another one, or the clock reaches the moment at which a message begins or ends.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.messages.find import is_current, is_unread
from app.messages.rights import may_read
from models.base import TextMap
from models.message import RELEASED, Message

MOST_COUNTED: Final = 99
MOST_BANNERS: Final = 3
MOST_KEPT: Final = 2_000


class Banner(NamedTuple):
    """An urgent message that was not read yet."""

    id: int
    title: TextMap


@dataclass(frozen=True)
class Unread:
    """`count` is at most one more than MOST_COUNTED; the urgent ones are the newest MOST_BANNERS."""

    count: int = 0
    urgent: tuple[Banner, ...] = ()


class _Kept(NamedTuple):
    at: tuple[int, ...]
    until: datetime | None
    unread: Unread


NOTHING: Final = Unread()
_kept: dict[int, _Kept] = {}  # person -> what was found, in this process


def unread(session: Session, by: Viewer, counters: tuple[int, int]) -> Unread:
    """`counters` are those that came with the person (`SignedIn.counters`)."""
    if not may_read(by):
        return NOTHING
    person_id, at, now = by.person_id or 0, (by.stamp, *counters), clock.now()
    known = _kept.get(person_id)
    if known is None or known.at != at or (known.until is not None and now >= known.until):
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        known = _kept[person_id] = _Kept(at, _changes_at(session, now), count_unread(session, by))
    return known.unread


def count_unread(session: Session, by: Viewer) -> Unread:
    """The same, asked now."""
    query = select(Message.id, Message.title, Message.is_urgent).where(is_current(clock.now()), is_unread(by))
    rows = session.execute(
        query.order_by(Message.is_urgent.desc(), Message.visible_from.desc(), Message.id.desc()).limit(
            MOST_COUNTED + 1
        )
    ).all()
    urgent = tuple(Banner(row.id, row.title) for row in rows if row.is_urgent)
    return Unread(len(rows), urgent[:MOST_BANNERS])


def forget() -> None:
    """Drop what is kept; for tests that put another database in the place of the former one."""
    _kept.clear()


def _changes_at(session: Session, now: datetime) -> datetime | None:
    """When the clock next begins or ends a message, whoever it is for; None when it never will."""
    begins = _next(Message.visible_from, now)
    ends = _next(Message.visible_until, now)
    with session.no_autoflush, seeing_as(session, SYSTEM):
        moments = session.execute(select(begins, ends)).one()
    return min((moment for moment in moments if moment is not None), default=None)


def _next(column: Any, now: datetime) -> Any:
    return select(func.min(column)).where(Message.state.in_(RELEASED), column > now).scalar_subquery()
