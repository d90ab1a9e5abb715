"""The line in which mails wait to be sent.

A mail that waits stands in line by its number, and the first one speaks for all: while it must wait,
because the server is away or a worker is busy with it, nobody passes it. That keeps the order, and keeps a
server that comes back from being stormed. A mail whose own mailbox does not take it now is `deferred`: it
steps aside, holds up only later mails to the same person, and comes back by itself.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, exists, select, update
from sqlalchemy.orm import Session, aliased

from app.jobs.backoff import wait_after
from models.event import OutgoingMail

LEASE: Final = timedelta(minutes=3)  # longer than a server may take; a dead worker's mail is free after it
GIVE_UP: Final = timedelta(days=3)
BEING_SENT: Final = "being sent"


def next_in_line(session: Session, now: datetime) -> OutgoingMail | None:
    """The mail to send now, locked until the end of the transaction; None when there is none."""
    deferred: OutgoingMail | None = session.scalar(_deferred(now))
    if deferred is not None:
        return deferred
    first: OutgoingMail | None = session.scalar(_first())
    return first if first is not None and first.not_before <= now else None


def lease(mail: OutgoingMail, now: datetime) -> None:
    """Take the mail for a while. Who finds it half sent by a worker that died takes it out of the line:
    should it be what killed the worker, the others must not wait for it.
    """
    if mail.last_error == BEING_SENT:
        mail.state = "deferred"
    mail.attempts += 1
    mail.last_error = BEING_SENT
    mail.not_before = now + max(LEASE, wait_after(mail.attempts) if mail.state == "deferred" else LEASE)


def wait_longer(mail: OutgoingMail, now: datetime, why: str, *, state: str) -> None:
    """Try again later, as `waiting` (the server's trouble) or `deferred` (this mailbox's); not for ever."""
    mail.state = "failed" if now - mail.created_at > GIVE_UP else state
    mail.last_error = why
    mail.not_before = now + wait_after(mail.attempts)


def give_up_old(session: Session, now: datetime, why: str) -> None:
    """A server that was away for days: what is too old to be news fails together, not one by one."""
    session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.state == "waiting", OutgoingMail.created_at < now - GIVE_UP)
        .values(state="failed", last_error=why)
        .execution_options(synchronize_session=False)
    )


def _deferred(now: datetime) -> Select[OutgoingMail]:
    return (
        select(OutgoingMail)
        .where(OutgoingMail.state == "deferred", OutgoingMail.not_before <= now)
        .order_by(OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _first() -> Select[OutgoingMail]:
    """Waits for a worker that is taking the first one, instead of passing it: see above."""
    older = aliased(OutgoingMail)
    is_held_up = exists().where(
        older.state == "deferred", older.person_id == OutgoingMail.person_id, older.id < OutgoingMail.id
    )
    return (
        select(OutgoingMail)
        .where(OutgoingMail.state == "waiting", ~is_held_up)
        .order_by(OutgoingMail.id)
        .limit(1)
        .with_for_update(of=OutgoingMail)
    )
