"""Beginning and changing a message. A stale change is shown the difference instead of overwriting."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.files.attach import waiting
from app.messages.clockwork import release
from app.messages.draft import FIELDS, Draft, clean, draft_of, part_of, sought_in
from app.messages.publish import refuse_incomplete, show_as_unread
from app.messages.rights import require_writing
from app.refused import Refused, Stale
from models.base import TextMap
from models.message import RELEASED, Message, MessageAudience


def begin_message(session: Session, *, by: Viewer, draft: Draft, nonce: str) -> Message:
    """A new message that nobody sees yet, with the pictures that wait under `nonce`.

    Sent twice, the database refuses the second with an IntegrityError: `begun_with` has the first.
    Raises NotAllowed, Refused.
    """
    require_writing(by)
    if not 8 <= len(nonce) <= 64:
        raise Refused(_("This form is no longer valid. Open it again."))
    wanted, now = clean(session, draft), clock.now()
    message = Message(author_id=by.person_id or 0, nonce=nonce, state="draft", version=1)
    message.created_at = message.updated_at = now
    session.add(message)
    _fill(message, wanted)
    _take_pictures(session, by, message, nonce)
    session.flush()
    return message


def begun_with(session: Session, *, by: Viewer, nonce: str) -> Message | None:
    """What an earlier sending of this form made; None when it was not sent yet."""
    made = select(Message).where(Message.nonce == nonce, Message.author_id == by.person_id)
    return session.scalar(made) if nonce else None


def edit_message(
    session: Session,
    *,
    by: Viewer,
    message: Message,
    version: int,
    draft: Draft,
    nonce: str = "",
    is_important: bool = False,
) -> None:
    """Change what the message says, when and to whom. `version` is the one that the editor started from.

    An important change of a message that is out makes it unread again, for who had read it too.
    Raises Stale with (field, theirs, mine) for what differs when somebody saved in between; Refused when a
    message that is out would be left without text or audience.
    """
    require_writing(by)
    wanted, present = clean(session, draft), draft_of(message)
    changed = [field for field in (*FIELDS, "parts") if getattr(wanted, field) != getattr(present, field)]
    if version != message.version and changed:
        raise Stale([(field, getattr(present, field), getattr(wanted, field)) for field in changed])
    _take_pictures(session, by, message, nonce)
    if is_important and message.state in RELEASED:
        show_as_unread(session, by=by, message=message)
    if changed:
        _change(message, wanted)
        session.flush()


def translate_message(session: Session, by: Viewer, message: Message, title: TextMap, body: TextMap) -> None:
    """Change its texts alone. Raises Refused when a message that is out would be left without one."""
    if (title, body) == (message.title, message.body):
        return
    if message.state in RELEASED:
        refuse_incomplete(title, body, has_audience=True)
    message.title, message.body = title, body
    message.words = sought_in(title, body)
    message.updated_at = clock.now()
    message.version += 1
    session.flush()


def _change(message: Message, wanted: Draft) -> None:
    if message.state in RELEASED:
        refuse_incomplete(wanted.title, wanted.body, wanted.for_everyone or bool(wanted.parts))
    _fill(message, wanted)
    now = clock.now()
    if message.state in RELEASED:
        message.visible_from = message.visible_from or now
        release(message, now)
    message.updated_at = now
    message.version += 1


def _take_pictures(session: Session, by: Viewer, message: Message, nonce: str) -> None:
    for file in waiting(session, by=by, nonce=nonce) if nonce else ():
        file.message, file.nonce = message, ""


def _fill(message: Message, wanted: Draft) -> None:
    for field in FIELDS:
        value: Any = getattr(wanted, field)
        setattr(message, field, dict(value) if field in ("title", "body") else value)
    message.words = sought_in(wanted.title, wanted.body)
    kept = {part_of(row): row for row in message.audience}
    parts = sorted(wanted.parts, key=lambda part: tuple(value or 0 for value in part))
    message.audience = [kept.get(part) or MessageAudience(**part._asdict()) for part in parts]
