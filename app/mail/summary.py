"""How the mails stand, for the command line."""

from collections.abc import Iterator

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import SYSTEM
from app.mail.log import line_of_mails, stuck_events, try_events_again
from models.event import OutgoingMail


def mail_summary(session: Session) -> Iterator[str]:
    """Lines to read: how many mails in which state, why the line stands still, which events were given up."""
    states = select(OutgoingMail.state, func.count(OutgoingMail.id)).group_by(OutgoingMail.state)
    for state, number in session.execute(states.order_by(OutgoingMail.state)):
        yield f"{number:>8} {state}"
    _number, oldest, why = line_of_mails(session)
    if oldest is not None:
        yield f"The oldest that waits was written at {oldest:%Y-%m-%d %H:%M} UTC. {why}".rstrip()
    for number, kind, at in stuck_events(session, SYSTEM):
        yield f"Case {number}: the worker gave up on {kind!r} of {at:%Y-%m-%d %H:%M} UTC."


def try_all_again(session: Session) -> int:
    """Put every failed mail back in the line, and every event that was given up; how many mails."""
    failed = (
        update(OutgoingMail)
        .where(OutgoingMail.state == "failed")
        .values(state="waiting", attempts=0, not_before=clock.now(), last_error="")
        .execution_options(synchronize_session=False)
        .returning(OutgoingMail.id)
    )
    number = len(session.scalars(failed).all())
    try_events_again(session, by=SYSTEM)
    return number
