"""Asking the worker for something that takes longer than a page may, setting it going and stopping it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.background.limits import MOST_UNFINISHED
from app.refused import OutOfReach, Refused
from models.background_work import UNFINISHED, BackgroundWork


def ask_for(
    session: Session, *, by: Viewer, kind: str, asked: dict[str, Any], total: int | None = None
) -> BackgroundWork:
    """A new piece of work that the worker may take at once. Raises Refused when too much waits already."""
    work = _new(by, kind, asked)
    work.total = total
    _refuse_too_much(session, by)
    session.add(work)
    session.flush()
    return work


def prepare(
    session: Session, *, by: Viewer, kind: str, asked: dict[str, Any], source_key: str, source_name: str
) -> BackgroundWork:
    """Work on a file that was sent, which waits until its person says `start`."""
    work = _new(by, kind, asked)
    work.state, work.source_key, work.source_name = "prepared", source_key, source_name
    session.add(work)
    session.flush()
    return work


def start(session: Session, work: BackgroundWork, *, by: Viewer, total: int) -> None:
    """Let the worker take what was prepared. Raises Refused when it was started before."""
    _lock(session, work, by)
    if work.state != "prepared":
        raise Refused(_l("This was started already."))
    _refuse_too_much(session, by)
    work.state, work.total, work.not_before = "waiting", total, clock.now()
    session.flush()


def cancel(session: Session, work: BackgroundWork, *, by: Viewer) -> None:
    """Stop it; what it did so far is not kept. Raises Refused when it has ended already."""
    _lock(session, work, by)
    if not work.is_unfinished:
        raise Refused(_l("This had ended already."))
    work.state, work.finished_at = "cancelled", clock.now()
    session.flush()


def _new(by: Viewer, kind: str, asked: dict[str, Any]) -> BackgroundWork:
    now = clock.now()
    return BackgroundWork(person_id=by.person_id, kind=kind, asked=asked, created_at=now, not_before=now)


def _lock(session: Session, work: BackgroundWork, by: Viewer) -> None:
    """The row as it is now: the worker may have gone on with it."""
    if work.person_id != by.person_id:
        raise OutOfReach()
    session.refresh(work, with_for_update=True)


def _refuse_too_much(session: Session, by: Viewer) -> None:
    many = select(func.count(BackgroundWork.id)).where(
        BackgroundWork.person_id == by.person_id, BackgroundWork.state.in_(UNFINISHED)
    )
    if (session.scalar(many) or 0) >= MOST_UNFINISHED:
        raise Refused(_l("Much of yours waits in the background already. Wait for it, or cancel some of it."))
