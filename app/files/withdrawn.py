"""Files that were taken back: who may do so, and until when they come back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.files.limits import UNDO
from models.conversation import Attachment


def may_change_file(by: Viewer, person_id: int) -> bool:
    """On a case that `by` may edit: a file of one's own, and for the desk any."""
    return person_id == by.person_id or by.may("can_edit", "Desk")


def may_bring_back(by: Viewer, withdrawn_by_id: int | None) -> bool:
    """Who took it back, and the desk: what the desk took back a customer does not put there again."""
    return withdrawn_by_id == by.person_id or by.may("can_edit", "Desk")


def comes_back_until(withdrawn_at: datetime) -> datetime:
    """From then on it cannot be undone, and soon after that the bytes are gone."""
    return withdrawn_at + UNDO


def can_come_back(withdrawn_at: datetime) -> bool:
    return clock.now() < comes_back_until(withdrawn_at)


def locked(session: Session, file: Attachment) -> Attachment:
    """The row as it stands now, and until the end of the transaction nobody else changes it."""
    now = select(Attachment).where(Attachment.id == file.id).with_for_update(of=Attachment)
    return session.scalars(now.execution_options(populate_existing=True)).one()
