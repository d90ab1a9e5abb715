"""Following one's own feedback, also for those whose role does not work with cases."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.feedback.portal import portal
from models.case import Case

SHOWN: Final = 20


def my_feedback(session: Session, by: Viewer) -> Sequence[Any]:
    """(number, subject, status_id, updated_at) of what this person sent, newest first."""
    query = select(Case.number, Case.subject, Case.status_id, Case.updated_at).where(*_mine(session, by))
    return session.execute(query.order_by(Case.id.desc()).limit(SHOWN)).all()


def feedback_case(session: Session, by: Viewer, number: int) -> Case | None:
    """One's own feedback with this number; None when there is none."""
    return session.scalar(select(Case).where(Case.number == number, *_mine(session, by)))


def _mine(session: Session, by: Viewer) -> tuple[Any, ...]:
    return Case.account_id == portal(session)[1], Case.owner_id == by.person_id
