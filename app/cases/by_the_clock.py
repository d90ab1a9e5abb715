"""What the clock does to cases: it reminds, counts as resolved, and closes for good.

A case keeps the moment of its next step, and a step moves that moment in its own transaction: so each step
is taken once, whoever else looks, and however the clock jumps. Who comes late takes the last step that is
due and none of those before it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.cases.touch import set_status
from app.cases.why_closed import put_closing_reason
from app.closing.reasons import NO_ANSWER, closing_reasons
from app.closing.rules import closing_rules
from app.events import record
from app.setup.scales import StatusWord, scales
from models.case import Case


def take_next_step(session: Session) -> Case | None:
    """Take the step of the case that is due for longest; None without one. Needs the system's eyes."""
    now = clock.now()
    due = select(Case).where(Case.next_step_at <= now).order_by(Case.next_step_at, Case.id).limit(1)
    case: Case | None = session.scalar(due.with_for_update(of=Case, skip_locked=True))
    if case is not None:
        _step(session, case, now)
        session.flush()
    return case


def _step(session: Session, case: Case, now: datetime) -> None:
    status = scales(session).statuses[case.status_id]
    if status.awaits_customer and case.pending_since is not None:
        is_over = case.closes_at is not None and case.closes_at <= now
        (_resolve if is_over else _remind)(session, case, now, status)
    elif not status.is_open:
        case.next_step_at, case.closed_for_good_at = None, now
        record(session, case, "closed_for_good", by=None)
    else:  # it went on in a way that did not stop the clock
        case.next_step_at = case.closes_at = case.pending_since = None


def _remind(session: Session, case: Case, now: datetime, status: StatusWord) -> None:
    since, rule = case.pending_since or now, closing_rules(session).of(case.request_type)
    case.next_step_at = rule.next_step(since, now, case.closes_at)
    closes = case.closes_at.isoformat() if case.closes_at else None
    record(session, case, "reminded", by=None, closes=[None, closes])


def _resolve(session: Session, case: Case, now: datetime, status: StatusWord) -> None:
    """A reason that the desk gave with its solution stays; otherwise it is that nobody answered."""
    after = scales(session).status_by_code.get("resolved")
    if after is None or after.id == status.id:
        case.next_step_at = None
        return
    why = closing_reasons(session).called(NO_ANSWER) if case.closing_reason_id is None else None
    set_status(session, case, after)
    changes: dict[str, Any] = {"status": [status.code, after.code], **put_closing_reason(case, why)}
    record(session, case, "status_changed", by=None, **changes)
