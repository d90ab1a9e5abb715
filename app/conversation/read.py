"""Reading a conversation: notes and files, oldest first, the newest in view.

Everything comes as rows of columns; a note has author_first and author_last, None for a hidden author.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from app.database import PLANNED_ONCE
from models.conversation import Attachment, Note
from models.event import CaseEvent
from models.person import Person

AT_ONCE: Final = 50
_NOTES: Final = (
    select(
        Note.id,
        Note.author_id,
        Note.side,
        Note.is_internal,
        Note.body,
        Note.created_at,
        Person.first_name.label("author_first"),
        Person.last_name.label("author_last"),
    )
    .select_from(Note)
    .join(Person, Person.id == Note.author_id, isouter=True)
)
_FILES: Final = (
    select(
        Attachment.id,
        Attachment.note_id,
        Attachment.name,
        Attachment.size,
        Attachment.is_internal,
        Attachment.created_at,
        Person.first_name.label("person_first"),
        Person.last_name.label("person_last"),
    )
    .select_from(Attachment)
    .join(Person, Person.id == Attachment.person_id, isouter=True)
    .where(Attachment.case_id == bindparam("in_case"))
    .order_by(Attachment.id.desc())
    .execution_options(**PLANNED_ONCE)
)


_NEWEST: Final = (
    _NOTES.where(Note.case_id == bindparam("in_case")).order_by(Note.id.desc()).limit(AT_ONCE + 1)
).execution_options(**PLANNED_ONCE)


class Conversation(NamedTuple):
    """Some notes of a case, the files by note id (None: came with the case), and how many notes are older."""

    notes: Sequence[Any]
    files: dict[int | None, list[Any]]
    older: int


def newest_notes(session: Session, case: Any, before: int | None = None) -> Conversation:
    """The newest notes, or those before the note with this id: 300 notes load like three."""
    case_id = case.id
    query = _NEWEST if before is None else _NEWEST.where(Note.id < before)
    rows = list(session.execute(query, {"in_case": case_id}))
    older = 0
    if len(rows) > AT_ONCE:
        rows.pop()
        earlier = select(func.count(Note.id)).where(Note.case_id == case_id, Note.id < rows[-1].id)
        older = session.scalar(earlier) or 0
    rows.reverse()
    return Conversation(rows, _by_note(session, case_id) if case.has_files else {}, older)


def notes_after(session: Session, case_id: int, after: int) -> Conversation:
    """What came in since the note with this id, for a page that is open."""
    query = _NOTES.where(Note.case_id == case_id, Note.id > after)
    rows = session.execute(query.order_by(Note.id).limit(AT_ONCE)).all()
    return Conversation(rows, _by_note(session, case_id) if rows else {}, 0)


def all_files(session: Session, case_id: int) -> Sequence[Any]:
    """The files, newest first."""
    return session.execute(_FILES, {"in_case": case_id}).all()


def _by_note(session: Session, case_id: int) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = {}
    for file in reversed(all_files(session, case_id)):
        found.setdefault(file.note_id, []).append(file)
    return found


def history(session: Session, case_id: int) -> list[CaseEvent]:
    """Everything that happened, newest first."""
    query = select(CaseEvent).where(CaseEvent.case_id == case_id).options(joinedload(CaseEvent.actor))
    return list(session.scalars(query.order_by(CaseEvent.id.desc()).limit(500)))
