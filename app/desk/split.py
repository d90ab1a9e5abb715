"""A note that is about something else becomes a case of its own."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.link import link_cases
from app.cases.nonce import new_nonce
from app.cases.open_case import open_case
from app.cases.rights import require_edit
from app.files.attach import attach_uploads
from app.files.keep import keep_upload
from app.files.store import file_store
from app.refused import NotAllowed, OutOfReach
from models.case import KINDS, Case
from models.conversation import Attachment, Note


def split_note(session: Session, *, by: Viewer, case: Case, note_id: int, subject: str) -> Case:
    """A new case of the same owner and account with the words and files of the note, linked to the old one.

    The note stays where it was. Raises NotAllowed, OutOfReach for a note that is internal, withdrawn, or not
    of this case, Refused for the subject.
    """
    require_edit(session, by, case)
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()
    is_it = Note.id == note_id, Note.case_id == case.id
    note = session.scalar(select(Note).where(*is_it, Note.is_internal.is_(False)))
    if note is None or note.withdrawn_at is not None:
        raise OutOfReach()
    fresh = open_case(
        session,
        by=by,
        account_id=case.account_id,
        subject=subject,
        description=note.body,
        kind=case.kind if case.kind in KINDS else "issue",
        priority_id=case.priority_id,
        owner_id=case.owner_id,
    )
    session.flush()
    _copy_files(session, by, note, fresh)
    link_cases(session, by=by, case=fresh, other=case, kind="relates")
    return fresh


def _copy_files(session: Session, by: Viewer, note: Note, fresh: Case) -> None:
    """The same bytes under keys of their own, so that either case may lose its file."""
    nonce = new_nonce()
    is_shown = Attachment.is_internal.is_(False), Attachment.withdrawn_at.is_(None)
    for file in session.scalars(select(Attachment).where(Attachment.note_id == note.id, *is_shown)).all():
        with file_store().open(file.key) as stream:
            keep_upload(session, by=by, nonce=nonce, name=file.name, stream=stream)
    session.flush()
    attach_uploads(session, by=by, nonce=nonce, case=fresh)
