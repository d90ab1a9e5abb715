"""What notes said before they were edited, for the history as the writer's own side reads it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.conversation import Note
from models.note_version import NoteVersion


def former_words(session: Session, events: Iterable[Any]) -> dict[int, str]:
    """The former words by event id, as far as the viewer may read them; none of notes that were withdrawn."""
    kept = {event.changes["version"][0]: event.id for event in events if event.kind == "note_edited"}
    if not kept:
        return {}
    found = (
        select(NoteVersion.id, NoteVersion.body)
        .join(Note, Note.id == NoteVersion.note_id)
        .where(NoteVersion.id.in_(sorted(kept)), Note.withdrawn_at.is_(None))
    )
    return {kept[row.id]: row.body for row in session.execute(found)}
