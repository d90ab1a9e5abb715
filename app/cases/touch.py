"""Bookkeeping that every change of a case shares."""

from sqlalchemy.orm import Session

from app import clock
from app.access.session import gathers
from app.access.writing.by_verbs import put
from app.closing.count import count_from_now
from app.setup.scales import StatusWord
from models.case import Case


def lock(session: Session, case: Case) -> None:
    """The case as it stands now, and until the end of the transaction nobody else changes it.

    Who acts on many at once has locked them together (`app.desk.bulk`).
    """
    if not gathers(session):
        session.refresh(case, with_for_update=True)


def touch(case: Case) -> None:
    """The case moved: it comes on top of the lists."""
    put(case, updated_at=clock.now())


def set_status(session: Session, case: Case, status: StatusWord) -> None:
    """Put the status and what repeats it."""
    case.status_id, case.status_rank = status.id, status.rank
    if case.is_open != status.is_open:
        put(case, closed_at=None if status.is_open else clock.now())
    case.is_open = status.is_open
    count_from_now(session, case, status)
    touch(case)
