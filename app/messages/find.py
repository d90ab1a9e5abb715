"""Finding messages for a reader, by time and words. Who may see one is said by the session."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.keyset import Page, fetch
from models.message import KINDS, RELEASED, Message, MessageRead

PAGE: Final = 25
LONGEST_SEARCH: Final = 100
COLUMNS: Final = (
    Message.id,
    Message.kind,
    Message.title,
    Message.body,
    Message.is_urgent,
    Message.visible_from,
    Message.visible_until,
)


class Choice(NamedTuple):
    """What a person asked of the list; what is not known falls back, so that no address makes an error."""

    kind: str = ""
    q: str = ""
    is_archive: bool = False
    after: str = ""
    before: str = ""


def find_page(session: Session, by: Viewer, choice: Choice) -> Page:
    """One page of rows of COLUMNS and `is_unread`: unread ones first, then the newest."""
    unread = unread_first(by)
    keys = (unread, Message.visible_from, Message.id)
    query = select(*COLUMNS, unread).where(*_conditions(choice))
    place = {"after": choice.after, "before": choice.before}
    return fetch(session, query, keys, descending=True, size=PAGE, **place)


def latest_messages(session: Session, by: Viewer, few: int) -> Sequence[Any]:
    """The newest current messages, as rows of COLUMNS and `is_unread`, for the home page."""
    query: Select[Any] = select(*COLUMNS, unread_first(by)).where(is_current(clock.now()))
    return session.execute(query.order_by(Message.visible_from.desc(), Message.id.desc()).limit(few)).all()


def is_current(now: datetime) -> ColumnElement[bool]:
    """Out, begun and not yet over."""
    begun = and_(Message.state.in_(RELEASED), Message.visible_from <= now)
    return and_(begun, or_(Message.visible_until.is_(None), Message.visible_until > now))


def is_past(now: datetime) -> ColumnElement[bool]:
    """In the archive: it was out, and its time is over."""
    return and_(Message.state.in_(RELEASED), Message.visible_from <= now, Message.visible_until <= now)


def is_unread(by: Viewer) -> ColumnElement[bool]:
    return ~exists().where(MessageRead.message_id == Message.id, MessageRead.person_id == (by.person_id or 0))


def unread_first(by: Viewer) -> Any:
    """1 or 0, to be sorted by."""
    return case((is_unread(by), 1), else_=0).cast(Integer).label("is_unread")


def _conditions(choice: Choice) -> list[ColumnElement[bool]]:
    now = clock.now()
    found = [is_past(now) if choice.is_archive else is_current(now)]
    if choice.kind in KINDS:
        found.append(Message.kind == choice.kind)
    found.extend(Message.words.contains(word, autoescape=True) for word in words_of(choice.q))
    return found


def words_of(q: str) -> list[str]:
    """What was typed, word by word; every one of them must be there."""
    return q.replace("\0", "").casefold()[:LONGEST_SEARCH].split()
