"""Since when the clock counts for a case, and what it does next."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.access.writing.by_verbs import put
from app.closing.rules import Rule, closing_rules
from app.setup.scales import StatusWord
from models.case import Case


def count_from_now(session: Session, case: Case, status: StatusWord) -> None:
    """The case just got this status: the clock counts for it anew, or no more."""
    rule = closing_rules(session).of(case.request_type)
    put(case, session, **moments(rule, status, clock.now()))
    if status.is_open:
        put(case, closing_reason_id=None)


def heard_of(session: Session, case: Case) -> None:
    """Somebody wrote: a customer who is to answer has all the time again."""
    if case.pending_since is not None:
        now, rule = clock.now(), closing_rules(session).of(case.request_type)
        end = rule.resolves_at(now)
        put(case, pending_since=now, closes_at=end, next_step_at=rule.next_step(now, now, end))


def moments(rule: Rule, status: Any, since: datetime) -> dict[str, datetime | None]:
    """The columns of a case that has a status since then."""
    found: dict[str, datetime | None] = dict.fromkeys(
        ("pending_since", "closes_at", "next_step_at", "closed_for_good_at")
    )
    if status.awaits_customer:
        end = rule.resolves_at(since)
        found |= {"pending_since": since, "closes_at": end, "next_step_at": rule.next_step(since, since, end)}
    elif not status.is_open:
        found["closes_at"] = found["next_step_at"] = rule.reopens_until(since)
    return found


def is_closed_for_good(case: Any) -> bool:
    """Whether it is too late to reopen it; the worker says so a little later than the clock."""
    if case.closed_for_good_at is not None:
        return True
    is_waiting = case.is_open or case.pending_since is not None or case.closes_at is None
    return not is_waiting and bool(case.closes_at <= clock.now())
