"""Reading a conversation: notes and files, oldest first, the newest in view.

Everything comes as rows of columns; a note has author_first and author_last, None for a hidden author. What
it answers stands beside it as quoted_…; quoted_id is None when that is not the reader's to see.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access.viewer import Viewer
from app.database import PLANNED_ONCE
from models.case import Case
from models.conversation import Attachment, Note
from models.person import Person

AT_ONCE: Final = 30
QUOTED: Final = 300  # letters of a quote, before the marks are taken out
LATE: Final = timedelta(seconds=15)  # what was being saved while the page was drawn
_quoted = aliased(Note, name="quoted")
_said_by = aliased(Person, name="quoted_author")
_NOTES: Final = (
    select(
        Note.id,
        Note.author_id,
        Note.side,
        Note.is_internal,
        Note.body,
        Note.created_at,
        Note.reply_to_id,
        Note.task_title,
        Note.edited_at,
        Note.withdrawn_at,
        Note.changed_at,
        Person.first_name.label("author_first"),
        Person.last_name.label("author_last"),
        _quoted.id.label("quoted_id"),
        _quoted.withdrawn_at.label("quoted_withdrawn_at"),
        func.substr(_quoted.body, 1, QUOTED).label("quoted_body"),
        _said_by.first_name.label("quoted_first"),
        _said_by.last_name.label("quoted_last"),
    )
    .select_from(Note)
    .join(Person, Person.id == Note.author_id, isouter=True)
    .join(_quoted, _quoted.id == Note.reply_to_id, isouter=True)
    .join(_said_by, _said_by.id == _quoted.author_id, isouter=True)
)
_taker = aliased(Person, name="taker")
_FILES: Final = (
    select(
        Attachment.id,
        Attachment.note_id,
        Attachment.name,
        Attachment.size,
        Attachment.is_internal,
        Attachment.created_at,
        Attachment.media_type,
        Attachment.field,
        Attachment.description,
        Attachment.person_id,
        Attachment.withdrawn_at,
        Attachment.withdrawn_by_id,
        Person.first_name.label("person_first"),
        Person.last_name.label("person_last"),
        _taker.first_name.label("withdrawn_by_first"),
        _taker.last_name.label("withdrawn_by_last"),
    )
    .select_from(Attachment)
    .join(Person, Person.id == Attachment.person_id, isouter=True)
    .join(_taker, _taker.id == Attachment.withdrawn_by_id, isouter=True)
)
_FILES_OF_A_CASE: Final = (
    _FILES.where(Attachment.case_id == bindparam("in_case"))
    .order_by(Attachment.id.desc())
    .execution_options(**PLANNED_ONCE)
)


_NEWEST: Final = (
    _NOTES.where(Note.case_id == bindparam("in_case")).order_by(Note.id.desc()).limit(AT_ONCE + 1)
).execution_options(**PLANNED_ONCE)


class Conversation(NamedTuple):
    """Some notes of a case, the files by note id (None: came with the case), and how many notes are older.

    `is_newest`: no later ones follow.
    """

    notes: Sequence[Any]
    files: dict[int | None, list[Any]]
    older: int
    is_newest: bool = True


def newest_notes(session: Session, case: Any, before: int | None = None) -> Conversation:
    """The newest notes, or those before the note with this id: 300 notes load like three."""
    query = _NEWEST if before is None else _NEWEST.where(Note.id < before)
    rows = list(session.execute(query, {"in_case": case.id}))
    older = 0
    if len(rows) > AT_ONCE:
        rows.pop()
        older = _count_before(session, case.id, rows[-1].id)
    rows.reverse()
    files = _by_note(session, case.id) if case.has_files else {}
    return Conversation(rows, files, older, is_newest=before is None)


_TO_ANSWER: Final = (
    select(
        Note.id,
        Note.is_internal,
        Note.withdrawn_at,
        Note.task_title,
        func.substr(Note.body, 1, QUOTED).label("body"),
        Person.first_name.label("author_first"),
        Person.last_name.label("author_last"),
    )
    .select_from(Note)
    .join(Person, Person.id == Note.author_id, isouter=True)
    .where(Note.id == bindparam("note"), Note.case_id == bindparam("in_case"))
    .execution_options(**PLANNED_ONCE)
)


def note_to_answer(session: Session, case_id: int, note_id: int) -> Any | None:
    """The beginning of a note that somebody is about to answer; None when it is not there."""
    return session.execute(_TO_ANSWER, {"note": note_id, "in_case": case_id}).one_or_none()


def note_of(session: Session, case: Any, note_id: int) -> Note | None:
    """A note of this case, for a verb to act on; None when it is not there for the viewer."""
    return session.scalar(select(Note).where(Note.id == note_id, Note.case_id == case.id))


def _count_before(session: Session, case_id: int, note_id: int) -> int:
    earlier = select(func.count(Note.id)).where(Note.case_id == case_id, Note.id < note_id)
    return session.scalar(earlier) or 0


def notes_after(session: Session, case_id: int, after: int, since: datetime | None = None) -> Conversation:
    """What came in since the note with this id, and what was corrected since, for a page that is open."""
    fresh = Note.id > after if since is None else or_(Note.id > after, Note.changed_at > since - LATE)
    query = _NOTES.where(Note.case_id == case_id, fresh)
    rows = session.execute(query.order_by(Note.id).limit(AT_ONCE)).all()
    return Conversation(rows, _by_note(session, case_id) if rows else {}, 0)


def place_of_note(session: Session, note_id: int) -> tuple[int, int | None] | None:
    """(number of the case, before which note its part ends); None as the end: it is among the newest."""
    number = session.scalar(select(Case.number).join(Note, Note.case_id == Case.id).where(Note.id == note_id))
    if number is None:
        return None
    later = select(Note.id).join(Note.case).where(Case.number == number, Note.id > note_id)
    after = list(session.scalars(later.order_by(Note.id).limit(AT_ONCE)))
    return number, after[AT_ONCE // 2] if len(after) == AT_ONCE else None


def all_files(session: Session, case_id: int) -> Sequence[Any]:
    """The files, newest first."""
    return session.execute(_FILES_OF_A_CASE, {"in_case": case_id}).all()


def one_file(session: Session, by: Viewer, file_id: int) -> Any | None:
    """A file of a case as its page shows it, with the case's number and `may_edit`; None when not there."""
    of_case = _FILES.join(Case, Case.id == Attachment.case_id).where(Attachment.id == file_id)
    more = Case.number, Case.subject, by.reach("case.edit").cases(Case).label("may_edit")
    return session.execute(of_case.add_columns(*more)).one_or_none()


def files_to_take(session: Session, case_id: int) -> Sequence[Any]:
    """Name, key and the like of all that can be downloaded, the oldest first."""
    columns = Attachment.name, Attachment.key, Attachment.media_type, Attachment.created_at
    found = select(*columns).where(Attachment.case_id == case_id, Attachment.withdrawn_at.is_(None))
    return session.execute(found.order_by(Attachment.id)).all()


def _by_note(session: Session, case_id: int) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = {}
    for file in reversed(all_files(session, case_id)):
        found.setdefault(file.note_id, []).append(file)
    return found
