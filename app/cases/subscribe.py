"""Following a case of somebody else: whoever may see it may, and no longer than that."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.refused import OutOfReach
from models.case import Case
from models.subscription import Subscription


def subscribe(session: Session, *, by: Viewer, case: Any) -> None:
    """From now on mails about this case go to `by` too. Twice is once. Raises OutOfReach."""
    if by.person_id is None or session.scalar(select(Case.id).where(Case.id == case.id)) is None:
        raise OutOfReach()
    if _mine(session, by, case) is None:
        session.add(Subscription(case_id=case.id, person_id=by.person_id, at=clock.now()))
        session.flush()


def unsubscribe(session: Session, *, by: Viewer, case: Any) -> None:
    found = _mine(session, by, case)
    if found is not None:
        session.delete(found)
        session.flush()


def _mine(session: Session, by: Viewer, case: Any) -> Subscription | None:
    return session.get(Subscription, (case.id, by.person_id))
