"""What the conversation of a case shows around its notes: what is being answered, and who will read it."""

from typing import Any

from flask import request
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.listing.choice import whole
from app.conversation.correct import WINDOW
from app.conversation.read import Conversation, newest_notes, note_to_answer
from app.conversation.readers import readers_of
from app.desk.merge.own_words import own_notes_elsewhere
from views.cases.forms import NoteForm
from views.form import PortalForm


def talk_of(session: Session, case: Any, by: Viewer, form: PortalForm | None) -> dict[str, Any]:
    """The part of the conversation that the address asks for, and what the composer needs."""
    conversation = _part(session, case)
    elsewhere = own_notes_elsewhere(session, by, case)
    composer = _composer(session, case, by, form, conversation)
    return {"conversation": conversation, "elsewhere": elsewhere, **note_marks(), **composer}


def note_marks() -> dict[str, Any]:
    """What notes are drawn with: since when they can still be changed, and when the page was drawn."""
    now = clock.now()
    return {"fresh_since": now - WINDOW, "drawn_at": int(now.timestamp())}


def _part(session: Session, case: Any) -> Conversation:
    if request.method != "GET":
        return newest_notes(session, case)
    return newest_notes(session, case, whole(request.args.get("before")))


def _composer(
    session: Session, case: Any, by: Viewer, form: PortalForm | None, conversation: Conversation
) -> dict[str, Any]:
    if not case.may_note:
        return {}
    asked = (
        form.reply_to.data
        if isinstance(form, NoteForm)
        else request.args.get("reply", case.draft_reply_to_id)
    )
    answering = note_to_answer(session, case.id, whole(asked) or 0) if asked else None
    last = conversation.notes[-1] if conversation.notes and conversation.is_newest else None
    since = last.created_at if last else case.created_at
    readers = readers_of(session, by, case, since)
    is_shared_since = case.shared_at is not None and case.shared_at > since
    return {
        "answering": answering,
        "readers": readers,
        "last_was_internal": bool(last and last.is_internal),
        "somebody_new": is_shared_since or any(one.is_new for one in readers.followers),
    }
