"""Marks of what a person has read: set by opening, taken back by oneself, never anybody else's."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.messages.find import is_current, is_unread
from app.refused import OutOfReach
from models.message import Message, MessageRead

MOST_AT_ONCE: Final = 500


def mark_read(session: Session, *, by: Viewer, message: Message) -> bool:
    """Whether it was unread until now. Raises OutOfReach for a message that is not theirs to see."""
    if by.person_id is None:
        raise OutOfReach()
    if session.get(MessageRead, (by.person_id, message.id)) is not None:
        return False
    _mark(session, by.person_id, [message.id], clock.now())
    return True


def mark_unread(session: Session, *, by: Viewer, message: Message) -> None:
    """Take the mark back, if there is one."""
    found = session.get(MessageRead, (by.person_id, message.id)) if by.person_id else None
    if found is not None:
        session.delete(found)
        session.flush()


def mark_all_read(session: Session, *, by: Viewer) -> tuple[int, datetime]:
    """How many current messages were unread, at most MOST_AT_ONCE; and the time by which it can be undone."""
    if by.person_id is None:
        raise OutOfReach()
    now = clock.now()
    query = select(Message.id).where(is_current(now), is_unread(by)).order_by(Message.id)
    ids = session.scalars(query.limit(MOST_AT_ONCE)).all()
    _mark(session, by.person_id, ids, now)
    return len(ids), now


def undo_all_read(session: Session, *, by: Viewer, at: datetime) -> int:
    """Take back the marks that were set together at this moment; how many."""
    query = select(MessageRead).where(MessageRead.person_id == by.person_id, MessageRead.read_at == at)
    found = session.scalars(query.limit(MOST_AT_ONCE)).all()
    for mark in found:
        session.delete(mark)
    session.flush()
    return len(found)


def _mark(session: Session, person_id: int, ids: Iterable[int], at: datetime) -> None:
    session.add_all(MessageRead(person_id=person_id, message_id=id_, read_at=at) for id_ in ids)
    session.flush()
