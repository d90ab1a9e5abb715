"""What somebody typed on a case and did not send yet: kept, and there again on another machine."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.check import LONGEST_TEXT
from app.cases.nonce import LONGEST
from app.cases.rights import require_note
from app.content.printable import printable
from models.case import Case
from models.conversation import Note
from models.note_draft import NoteDraft
from models.task import Task

KEPT: Final = timedelta(days=60)
JUST_SENT: Final = timedelta(minutes=1)  # what is kept later than that is meant


def keep_draft(
    session: Session,
    *,
    by: Viewer,
    case: Case,
    body: str,
    is_internal: bool = False,
    nonce: str = "",
    reply_to: int | None = None,
    task: int | None = None,
) -> None:
    """One for each person and case; an empty one is none. Raises OutOfReach without the right to write here.

    What was sent a moment ago is not kept again: the last save of a page may arrive after its note.
    """
    require_note(session, by, case)
    body = printable(body).replace("\r\n", "\n")[:LONGEST_TEXT]
    if not body.strip() or _was_just_sent(session, by, case, body):
        return drop_draft(session, by=by, case=case)
    mine = {"person_id": by.person_id or 0, "case_id": case.id}
    draft = session.get(NoteDraft, tuple(mine.values())) or NoteDraft(**mine)
    draft.body, draft.is_internal, draft.nonce = body, is_internal, printable(nonce)[:LONGEST]
    draft.reply_to_id = _there(session, Note, reply_to, case)
    draft.task_id = _there(session, Task, task, case)
    draft.updated_at = clock.now()
    session.add(draft)
    return session.flush()


def drop_draft(session: Session, *, by: Viewer, case: Case) -> None:
    """One's own, if there is one."""
    mine = NoteDraft.person_id == (by.person_id or 0), NoteDraft.case_id == case.id
    for draft in session.scalars(select(NoteDraft).where(*mine)):
        session.delete(draft)
    session.flush()


def forget_old_drafts(session: Session) -> None:
    """Looks through the eyes of the session (the system)."""
    old = NoteDraft.updated_at < clock.now() - KEPT
    session.execute(delete(NoteDraft).where(old).execution_options(synchronize_session=False))


def _was_just_sent(session: Session, by: Viewer, case: Case, body: str) -> bool:
    mine = Note.case_id == case.id, Note.author_id == by.person_id, Note.body == body.strip()
    since = clock.now() - JUST_SENT
    return session.scalar(select(Note.id).where(*mine, Note.created_at > since).limit(1)) is not None


def _there(session: Session, model: Any, id_: int | None, case: Case) -> int | None:
    """The id, when such a row of this case is the viewer's to see."""
    if id_ is None:
        return None
    found: int | None = session.scalar(select(model.id).where(model.id == id_, model.case_id == case.id))
    return found
