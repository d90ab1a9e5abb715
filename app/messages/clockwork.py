"""What the clock does to messages: it publishes them, and it puts them into the archive.

Readers never wait for it: what they see follows from the times themselves. The states follow within seconds,
for the writers' lists, and so that mail goes out.
"""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app import clock
from models.message import Message

AT_ONCE = 100


def standing(message: Message, now: datetime) -> str:
    """The state of a message that was released: scheduled, published or expired."""
    if message.visible_from is not None and message.visible_from > now:
        return "scheduled"
    ended = message.visible_until is not None and message.visible_until <= now
    return "expired" if ended else "published"


def release(message: Message, now: datetime) -> None:
    """Give a message that is out the state that the clock says, and let its mail begin: once in its life."""
    message.state = standing(message, now)
    if message.state == "published" and message.by_mail and not message.mail_state:
        message.mail_state = "waiting"


def move_by_clock(session: Session) -> int:
    """Give messages whose time has come or gone their state; how many. Needs the system's eyes."""
    now = clock.now()
    due = or_(
        and_(Message.state == "scheduled", Message.visible_from <= now),
        and_(Message.state == "published", Message.visible_until <= now),
    )
    query = select(Message).where(due).order_by(Message.id).limit(AT_ONCE)
    found = session.scalars(query.with_for_update(skip_locked=True)).all()
    for message in found:
        release(message, now)
    session.flush()
    return len(found)
