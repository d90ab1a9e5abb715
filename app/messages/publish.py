"""Letting a message out, and taking it back."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import clock
from app.access.counters import count_anew
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.messages.clockwork import release
from app.messages.draft import is_complete
from app.messages.rights import require_writing
from app.refused import Refused
from models.message import Message, MessageRead

HELD_BACK = ("draft", "withdrawn")


def publish(session: Session, *, by: Viewer, message: Message) -> None:
    """Now, or at its time. Mail goes out once in its life. Raises NotAllowed, Refused."""
    require_writing(by)
    if message.state not in HELD_BACK:
        raise Refused(_l("This message is out already."))
    refuse_incomplete(message.title, message.body, message.for_everyone or bool(message.audience))
    now = clock.now().replace(second=0, microsecond=0)  # as exact as what writers see and type
    if message.visible_until is not None and message.visible_until <= now:
        raise Refused(_l("The end of this message has passed. Choose a later one."), "visible_until")
    message.visible_from = message.visible_from or now
    release(message, now)
    message.version += 1
    message.updated_at = now
    _is_known_to(session, by, message)
    session.flush()


def withdraw(session: Session, *, by: Viewer, message: Message) -> None:
    """Nobody but writers sees it any more, and no mail about it leaves. Raises NotAllowed, Refused."""
    require_writing(by)
    if message.state == "withdrawn":
        raise Refused(_l("This message is withdrawn already."))
    message.state = "withdrawn"
    message.version += 1
    message.updated_at = clock.now()
    session.flush()


def show_as_unread(session: Session, *, by: Viewer, message: Message) -> None:
    """Everybody finds it unread again, but who says so. Raises NotAllowed."""
    require_writing(by)
    others = MessageRead.message_id == message.id, MessageRead.person_id != (by.person_id or 0)
    with seeing_as(session, SYSTEM):  # the marks are theirs, and a writer does not see them
        session.execute(delete(MessageRead).where(*others).execution_options(synchronize_session=False))
    count_anew(session)
    _is_known_to(session, by, message)


def refuse_incomplete(title: Mapping[str, str], body: Mapping[str, str], has_audience: bool) -> None:
    """Raises Refused: what readers get has a title and a text in one language at least, and readers."""
    if not is_complete(dict(title), dict(body)):
        raise Refused(_l("Write title and text in one of the languages at least."), "body_en")
    if not has_audience:
        raise Refused(_l("Choose for whom this message is."), "audience")


def _is_known_to(session: Session, by: Viewer, message: Message) -> None:
    """Who publishes it has read it."""
    if by.person_id is not None and session.get(MessageRead, (by.person_id, message.id)) is None:
        session.add(MessageRead(person_id=by.person_id, message_id=message.id, read_at=clock.now()))
