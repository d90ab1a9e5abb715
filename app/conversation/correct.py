"""Correcting what one wrote: other words for some minutes, taking it back, and giving it again.

Former words lie in rows of their own, which only the writer's side sees. What was taken back is gone from
the note itself at once, and with it from page, search and mails that were not sent yet.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.change_file import bring_back_file, withdraw_file
from app.cases.check import clean_text
from app.cases.rights import require_note
from app.events import record
from app.refused import NotAllowed, Refused, Stale
from models.conversation import Attachment, Note
from models.note_version import NoteVersion

MINUTES: Final = 5
WINDOW: Final = timedelta(minutes=MINUTES)


def edit_note(session: Session, *, by: Viewer, note: Note, body: str, was: datetime | None) -> None:
    """Other words. `was` is when the note was last edited, as the editor found it.

    Raises OutOfReach, NotAllowed for somebody else's, Refused when it is too late or empty, Stale when it was
    edited in between.
    """
    _require_own(session, by, note)
    if note.withdrawn_at is not None:
        raise Refused(_("This note was withdrawn."))
    if not is_fresh(note.created_at):
        raise Refused(_("A note can be edited for %(minutes)s minutes. Write another one.", minutes=MINUTES))
    body = clean_text(body, "body", _("Write something first."))
    if body == note.body:
        return
    if note.edited_at != was:
        raise Stale([(_l("Your note"), note.body, body)])
    former = _keep(session, note, is_withdrawn=False)
    note.body = body
    put(note, edited_at=former.at, changed_at=former.at)
    session.flush()
    _tell(session, by, note, "note_edited", version=[former.id])


def withdraw_note(session: Session, *, by: Viewer, note: Note, keeps_files: bool = False) -> None:
    """Take it back, and its files: a trace stays. Twice is once. Raises OutOfReach, NotAllowed."""
    _require_own(session, by, note)
    if note.withdrawn_at is not None:
        return
    kept = _keep(session, note, is_withdrawn=True)
    note.body = ""
    put(note, withdrawn_at=kept.at, changed_at=kept.at)
    for file in () if keeps_files else _files_of(session, note):
        withdraw_file(session, by=by, file=file, at=kept.at)
    _tell(session, by, note, "note_withdrawn")


def give_again(session: Session, *, by: Viewer, note: Note) -> None:
    """Undo a withdrawal, with the files that went along, and no other.

    Raises OutOfReach, NotAllowed, Refused when it is too late.
    """
    _require_own(session, by, note)
    if note.withdrawn_at is None:
        return
    kept = select(NoteVersion).where(NoteVersion.note_id == note.id, NoteVersion.is_withdrawn.is_(True))
    found = session.scalars(kept.order_by(NoteVersion.id.desc()).limit(1)).one_or_none()
    if found is None or not is_fresh(note.withdrawn_at):
        raise Refused(_("It is too late to undo this: the note is gone."))
    since = note.withdrawn_at
    note.body = found.body
    put(note, withdrawn_at=None, changed_at=clock.now())
    for file in _files_of(session, note):
        if file.withdrawn_at == since and file.withdrawn_by_id == by.person_id:
            bring_back_file(session, by=by, file=file)
    session.delete(found)
    _tell(session, by, note, "note_restored")


def is_fresh(since: datetime) -> bool:
    """Whether the minutes in which something can be taken back are not over."""
    return clock.now() - since <= WINDOW


def forget_withdrawn(session: Session) -> None:
    """Delete for good what withdrawn notes said. Looks through the eyes of the session (the system)."""
    gone = select(Note.id).where(Note.withdrawn_at < clock.now() - WINDOW)
    session.execute(
        delete(NoteVersion).where(NoteVersion.note_id.in_(gone)).execution_options(synchronize_session=False)
    )


def _files_of(session: Session, note: Note) -> Sequence[Attachment]:
    return session.scalars(select(Attachment).where(Attachment.note_id == note.id)).all()


def _require_own(session: Session, by: Viewer, note: Note) -> None:
    """And nobody else corrects it meanwhile: words of one window must not land in what another took back."""
    require_note(session, by, note.case)
    if note.author_id != by.person_id:
        raise NotAllowed()
    session.refresh(note, with_for_update=True)


def _keep(session: Session, note: Note, *, is_withdrawn: bool) -> NoteVersion:
    former = NoteVersion(
        case_id=note.case_id,
        note_id=note.id,
        person_id=note.author_id,
        side=note.side,
        is_internal=note.is_internal,
        is_withdrawn=is_withdrawn,
        body=note.body,
        at=clock.now(),
    )
    session.add(former)
    return former


def _tell(session: Session, by: Viewer, note: Note, kind: str, **changes: list[int]) -> None:
    """The words themselves stay out of the event: both sides read it."""
    record(session, note.case, kind, by=by.person_id, note=note, is_internal=note.is_internal, **changes)
    session.flush()
