"""Recording what happened: one row in `case_event`, in the transaction of the change it tells of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock
from models.case import Case
from models.conversation import Note
from models.event import CaseEvent, PendingEvent
from models.subscription import Subscription

MAILED: Final = frozenset({"mail_received", "mail_sent"})  # kinds of event that bring a mail

DOORS: Final = ("page", "mail", "api", "rule")


def record(
    session: Session,
    case: Case,
    kind: str,
    *,
    by: int | None,
    note: Note | None = None,
    is_internal: bool = False,
    **changes: list[Any],
) -> CaseEvent:
    """Write the event and its pending reactions. `changes` maps a field to [from, to] in words or codes.

    What nobody did, a rule did; all else came through a page unless the session says otherwise (`through`).
    """
    event = CaseEvent(
        case=case,
        kind=kind,
        actor_id=by,
        note=note,
        is_internal=is_internal,
        changes=changes,
        at=clock.now(),
        door=session.info.get("door") or ("rule" if by is None else "page"),
    )
    session.add_all([event, PendingEvent(event=event, not_before=event.at)])
    if not is_internal and (note is not None or kind in MAILED):
        _mark_new(session, case, event)
    return event


def _mark_new(session: Session, case: Case, event: CaseEvent) -> None:
    """The case has news, which its writer knows already (see app/cases/marks.py)."""
    if event.kind in MAILED:
        case.last_mail_at = event.at
    else:
        case.last_note_at = event.at
    if event.actor_id is None:
        return
    if event.actor_id == case.owner_id:
        case.owner_seen_at = event.at
    with session.no_autoflush:
        own = session.get(Subscription, (case.id, event.actor_id)) if case.id else None
    if own is not None:
        own.seen_at = event.at


@contextmanager
def through(session: Session, door: str) -> Iterator[None]:
    """What is recorded meanwhile came through this door: "mail", "api"."""
    before = session.info.get("door")
    session.info["door"] = door
    try:
        yield
    finally:
        session.info["door"] = before
