"""Beginning and changing a message. A stale change is shown the difference instead of overwriting (T64)."""

from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.messages.clockwork import release
from app.messages.draft import FIELDS, Draft, Part, clean, draft_of, sought_in
from app.messages.publish import refuse_incomplete
from app.messages.rights import require_writing
from app.refused import Stale
from models.message import RELEASED, Message, MessageAudience


def begin_message(session: Session, *, by: Viewer, draft: Draft) -> Message:
    """A new message that nobody sees yet. Raises NotAllowed, Refused."""
    require_writing(by)
    wanted, now = clean(session, draft), clock.now()
    message = Message(author_id=by.person_id or 0, state="draft", created_at=now, updated_at=now, version=1)
    _fill(message, wanted)
    session.add(message)
    session.flush()
    return message


def edit_message(session: Session, *, by: Viewer, message: Message, version: int, draft: Draft) -> None:
    """Change what the message says, when and to whom. `version` is the one that the editor started from.

    Raises Stale with (field, theirs, mine) for what differs when somebody saved in between; Refused when a
    message that is out would be left without text or audience.
    """
    require_writing(by)
    wanted, present = clean(session, draft), draft_of(message)
    changed = [field for field in (*FIELDS, "parts") if getattr(wanted, field) != getattr(present, field)]
    if version != message.version and changed:
        raise Stale([(field, getattr(present, field), getattr(wanted, field)) for field in changed])
    if not changed:
        return
    if message.state in RELEASED:
        refuse_incomplete(wanted.title, wanted.body, wanted.for_everyone or bool(wanted.parts))
    _fill(message, wanted)
    now = clock.now()
    if message.state in RELEASED:
        message.visible_from = message.visible_from or now
        release(message, now)
    message.updated_at = now
    message.version += 1
    session.flush()


def _fill(message: Message, wanted: Draft) -> None:
    for field in FIELDS:
        value: Any = getattr(wanted, field)
        setattr(message, field, dict(value) if field in ("title", "body") else value)
    message.words = sought_in(wanted.title, wanted.body)
    kept = {Part(*_values(row)): row for row in message.audience}
    message.audience = [kept.get(part) or MessageAudience(**part._asdict()) for part in sorted_parts(wanted)]


def _values(row: MessageAudience) -> tuple[Any, ...]:
    return tuple(getattr(row, field) for field in Part._fields)


def sorted_parts(draft: Draft) -> list[Part]:
    return sorted(draft.parts, key=lambda part: tuple(value or 0 for value in part))
