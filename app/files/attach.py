"""From waiting for a form to belonging to a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.database import PLANNED_ONCE
from app.refused import OutOfReach
from models.case import Case
from models.conversation import Attachment, Note


def waiting(session: Session, *, by: Viewer, nonce: str) -> list[Attachment]:
    """The files that this person sent for this form, in the order they came in."""
    found = session.scalars(
        select(Attachment)
        .where(
            Attachment.nonce == nonce.replace("\0", ""),
            Attachment.person_id == by.person_id,
            Attachment.waits,
        )
        .order_by(Attachment.id)
        .execution_options(**PLANNED_ONCE)
    )
    return list(found)


def attach_uploads(
    session: Session,
    *,
    by: Viewer,
    nonce: str,
    case: Case,
    note: Note | None = None,
    is_internal: bool = False,
    files: Sequence[Attachment] | None = None,
) -> Sequence[Attachment]:
    """Give the case, and the note if there is one, what waits for this form.

    `files` is what `waiting` answered for it in this transaction, for who has asked already. Files of an
    internal note are internal. Raises OutOfReach when the case is not this person's to write to, or the note
    belongs to another case.
    """
    if note is not None and note.case is not case and note.case_id != case.id:
        raise OutOfReach()
    files = waiting(session, by=by, nonce=nonce) if files is None else files
    for file in files:
        file.case, file.note, file.nonce = case, note, ""
        file.is_internal = is_internal or (note is not None and note.is_internal)
    session.flush()
    return files


def discard_upload(session: Session, *, by: Viewer, attachment_id: int) -> str:
    """Take back a file whose form was not sent yet. Answers its key, to be deleted after the commit.

    Raises OutOfReach for any other file.
    """
    file = session.scalars(
        select(Attachment).where(
            Attachment.id == attachment_id,
            Attachment.person_id == by.person_id,
            Attachment.waits,
        )
    ).one_or_none()
    if file is None:
        raise OutOfReach()
    session.delete(file)
    session.flush()
    return file.key
