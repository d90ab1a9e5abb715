"""Counting for many cases at once: from before there was a rule, or when a status means more."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.closing.count import moments
from app.closing.rules import closing_rules
from app.setup.scales import scales
from models.case import Case


def take_up_old_cases(session: Session) -> None:
    """Whoever is to answer has all the time from now on; what is closed for longer than that, is for good."""
    rule, now = closing_rules(session).of(""), clock.now()
    uncounted = Case.closes_at.is_(None), Case.next_step_at.is_(None)
    closed_at = func.coalesce(Case.closed_at, Case.updated_at)
    for status in scales(session).statuses.values():
        if not status.is_open and not status.awaits_customer:
            long_ago = closed_at <= now - timedelta(days=rule.reopens_within)
            of_status = Case.status_id == status.id, *uncounted, long_ago
            _write(session, of_status, {"closes_at": closed_at, "closed_for_good_at": closed_at})
        if status.awaits_customer or not status.is_open:
            count_anew(session, status, *uncounted)


def count_anew(session: Session, status: Any, *which: ColumnElement[bool]) -> None:
    """The clock counts for the cases that have this status as if they had just got it."""
    rules, now, of_status = closing_rules(session), clock.now(), (Case.status_id == status.id, *which)
    with seeing_as(session, SYSTEM):
        codes = session.scalars(select(Case.request_type).where(*of_status).distinct()).all()
    for code in codes:
        _write(session, (*of_status, Case.request_type == code), moments(rules.of(code), status, now))


def _write(session: Session, which: tuple[ColumnElement[bool], ...], values: dict[str, Any]) -> None:
    changed = update(Case).where(*which).values(**values)
    with seeing_as(session, SYSTEM):
        session.execute(changed.execution_options(synchronize_session=False))
