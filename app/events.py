"""Recording what happened: one row in `case_event`, in the transaction of the change it tells of."""

from typing import Any

from sqlalchemy.orm import Session

from app import clock
from models.case import Case
from models.conversation import Note
from models.event import CaseEvent, PendingEvent


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
    """Write the event and its pending reactions. `changes` maps a field to [from, to] in words or codes."""
    event = CaseEvent(
        case=case,
        kind=kind,
        actor_id=by,
        note=note,
        is_internal=is_internal,
        changes=changes,
        at=clock.now(),
    )
    session.add_all([event, PendingEvent(event=event, not_before=event.at)])
    return event
