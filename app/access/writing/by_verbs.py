"""What only a verb writes: clocks of a case, what it repeats of other rows, its history.

A form, an API or a generated view sets attributes of a row. A verb, which has asked right and state, puts
values there with `put`, and the gate takes no other value of these columns from a person. Its word holds for
this row, these values, and the next flush.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import inspect
from sqlalchemy.orm import Session, object_session

from app.access.writing.change import ADD, Change
from models.case import Case
from models.case_share import CaseShare
from models.conversation import Attachment, Note
from models.escalation import Escalation
from models.event import CaseEvent
from models.rating import Rating

BY_VERBS: Final[dict[type, frozenset[str]]] = {
    Case: frozenset(
        {
            "updated_at",
            "closed_at",
            "pending_since",
            "closes_at",
            "next_step_at",
            "closed_for_good_at",
            "closing_reason_id",
            "last_note_at",
            "last_mail_at",
            "owner_seen_at",
            "escalation_state",
            "rating",
            "open_tasks",
        }
    ),
    CaseEvent: frozenset({"kind", "changes", "at", "door"}),
    Escalation: frozenset({"state", "counted_as", "slot", "raised_at", "handled_at", "ended_at"}),
    Rating: frozenset({"score", "rated_at", "changed_at"}),
    Note: frozenset({"edited_at", "withdrawn_at", "changed_at"}),
    Attachment: frozenset({"key", "size", "media_type", "withdrawn_at"}),
    CaseShare: frozenset({"until", "shared_at"}),
}
# A new row is as old as it is. (Of versions, which are read back at once, the gate sees no change.)
OF_A_NEW_ROW: Final = frozenset({"updated_at"})

Words = Mapping[Any, Mapping[str, Any]]


def put(row: Any, /, session: Session | None = None, **values: Any) -> None:
    """Set columns of a row for a verb. `session` is where the row belongs, for one that is not added yet."""
    session = session or object_session(row)
    assert session is not None, "say for which session"
    said = session.info.setdefault("put", {}).setdefault(inspect(row), {})
    for name, value in values.items():
        setattr(row, name, value)
        said[name] = value


def words_of_verbs(session: Session) -> Words:
    """What verbs have put since the last flush. It counts once."""
    found: Words = session.info.pop("put", {})
    return found


def is_as_put(words: Words, change: Change) -> bool:
    """Whether a row has in the columns of verbs what a verb put there, or what it had."""
    said = words.get(inspect(change.row), {})
    owned = BY_VERBS.get(type(change.row), frozenset())
    return all(_is_said(said, change, name) for name in owned if change.touches(name))


def _is_said(said: Mapping[str, Any], change: Change, name: str) -> bool:
    value = getattr(change.row, name)
    if change.kind == ADD and (value in (None, 0) or name in OF_A_NEW_ROW):
        return True
    return name in said and bool(said[name] == value)
