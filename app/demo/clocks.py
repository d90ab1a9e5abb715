"""What the clock did to the cases of the demonstration until now, and what it will do next."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.closing.count import moments
from app.closing.reasons import closing_reasons
from app.closing.rules import Rule, closing_rules
from app.setup.scales import StatusWord, scales
from models.case import Case
from models.event import CaseEvent

LONGEST_WAIT: Final = timedelta(days=6)  # nothing is due the moment the demonstration begins
SOME_REASONS: Final = ("works_as_designed", "fixed_by_release", "wish")
ONE_IN: Final = 3


def add_clocks(session: Session) -> None:
    """For every case that waits or is closed, with what the history says of it."""
    rules, statuses, now = closing_rules(session), scales(session).statuses, clock.now()
    for case in session.scalars(select(Case).order_by(Case.id)):
        status, rule = statuses[case.status_id], rules.of(case.request_type)
        if status.awaits_customer:
            _wait(session, case, status, rule, now)
        elif not status.is_open:
            _close(session, case, status, rule, now)
    session.flush()


def _wait(session: Session, case: Case, status: StatusWord, rule: Rule, now: datetime) -> None:
    since = max(case.updated_at, now - LONGEST_WAIT)
    _put(case, moments(rule, status, since))
    for reminder in _passed(rule, since, now, case.closes_at):
        closes = case.closes_at.isoformat() if case.closes_at else None
        _tell(session, case, "reminded", reminder, {"closes": [None, closes]})
    case.next_step_at = rule.next_step(since, now, case.closes_at)
    if not status.is_open and case.number % ONE_IN == 0:
        why = closing_reasons(session).called(SOME_REASONS[case.number // ONE_IN % len(SOME_REASONS)])
        case.closing_reason_id = why.id if why else None


def _close(session: Session, case: Case, status: StatusWord, rule: Rule, now: datetime) -> None:
    _put(case, moments(rule, status, case.updated_at))
    if case.closes_at is not None and case.closes_at <= now:
        case.closed_for_good_at, case.next_step_at = case.closes_at, None
        _tell(session, case, "closed_for_good", case.closes_at, {})


def _passed(rule: Rule, since: datetime, now: datetime, end: datetime | None) -> Iterator[datetime]:
    step = rule.next_step(since, since, end)
    while step is not None and step <= now:
        yield step
        step = rule.next_step(since, step, end)


def _put(case: Case, values: dict[str, datetime | None]) -> None:
    for name, value in values.items():
        setattr(case, name, value)


def _tell(session: Session, case: Case, kind: str, at: datetime, changes: dict[str, Any]) -> None:
    """As it would have been; nothing is pending, so that no mail goes out for what is past."""
    said = {"actor_id": None, "is_internal": False, "door": "rule"}
    session.add(CaseEvent(case=case, kind=kind, changes=changes, at=at, **said))
