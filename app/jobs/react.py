"""Doing what follows from an event: all its reactions, and its end as a pending one, in one transaction."""

import logging
from datetime import datetime
from typing import Final

from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app import clock
from app.jobs.backoff import wait_after
from app.jobs.session import system_session
from app.reactions import REACTIONS
from models.event import PendingEvent

log = logging.getLogger(__name__)
MOST_ATTEMPTS: Final = 12  # some seven hours; from then on an administrator is asked


def react_to_next(app: Flask) -> int | None:
    """React to the oldest event that is due and that no other worker holds. Returns its id, None without one.

    Either every reaction is there and the pending row gone, or nothing is: a worker that is killed leaves
    the event as it was. A reaction that fails is tried again later, and does not hold up other events.
    """
    with app.app_context():
        session = system_session()
        pending: PendingEvent | None = session.scalar(_due(clock.now()))
        if pending is None:
            session.rollback()
            return None
        event_id = pending.event_id
        try:
            _react(session, pending)
        except Exception:
            log.exception("The reactions to event %s failed.", event_id)
            session.rollback()
            _put_off(session, event_id)
        return event_id


def _due(now: datetime) -> Select[PendingEvent]:
    """PostgreSQL: rows that others hold are passed over. SQLite: this transaction is the only writer."""
    return (
        select(PendingEvent)
        .where(PendingEvent.not_before <= now, PendingEvent.attempts < MOST_ATTEMPTS)
        .order_by(PendingEvent.event_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _react(session: Session, pending: PendingEvent) -> None:
    for reaction in REACTIONS.get(pending.event.kind, ()):
        reaction(session, pending.event)
    session.delete(pending)
    session.commit()


def _put_off(session: Session, event_id: int) -> None:
    pending = session.get(PendingEvent, event_id, with_for_update=True)
    if pending is not None:
        pending.attempts += 1
        pending.not_before = clock.now() + wait_after(pending.attempts)
    session.commit()
