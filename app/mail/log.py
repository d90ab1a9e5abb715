"""The mail log: what an administrator sees of mails and of events that nobody could react to."""

from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.jobs.react import MOST_ATTEMPTS
from app.keyset import Page, fetch
from app.mail.line import BEING_SENT, LEASE
from app.mail.renew import is_taken_back
from app.refused import NotAllowed, Refused
from models.case import Case
from models.event import CaseEvent, OutgoingMail, PendingEvent

STATES: Final = ("waiting", "deferred", "sent", "kept", "withheld", "failed")
UNSETTLED: Final = ("deferred", "failed")
PAGE_SIZE: Final = 50


def mail_page(session: Session, *, state: str, after: str, before: str) -> Page:
    """One page of the log, newest first; every state when `state` is none of STATES. Without the bodies."""
    columns = (
        "id",
        "state",
        "address",
        "subject",
        "language",
        "created_at",
        "sent_at",
        "not_before",
        "last_error",
    )
    query = select(*(getattr(OutgoingMail, name) for name in columns))
    if state in STATES:
        query = query.where(OutgoingMail.state == state)
    return fetch(
        session, query, [OutgoingMail.id], descending=True, size=PAGE_SIZE, after=after, before=before
    )


def line_of_mails(session: Session) -> tuple[int, Any, str]:
    """How many mails wait, since when the oldest does, and why the first of them could not be sent yet."""
    waits = OutgoingMail.state == "waiting"
    number, oldest = session.execute(
        select(func.count(OutgoingMail.id), func.min(OutgoingMail.created_at)).where(waits)
    ).one()
    why = session.scalar(select(OutgoingMail.last_error).where(waits).order_by(OutgoingMail.id).limit(1))
    return number, oldest, "" if why == BEING_SENT else why or ""


def stuck_events(session: Session, by: Viewer) -> list[Any]:
    """(number of the case, kind, when) of events whose reactions failed every time; at most 100."""
    if not by.may("can_read", "Mail log"):
        raise NotAllowed()
    with seeing_as(session, SYSTEM):
        rows = session.execute(
            select(Case.number, CaseEvent.kind, CaseEvent.at)
            .join(CaseEvent, CaseEvent.case_id == Case.id)
            .join(PendingEvent, PendingEvent.event_id == CaseEvent.id)
            .where(PendingEvent.attempts >= MOST_ATTEMPTS)
            .order_by(CaseEvent.id)
            .limit(100)
        )
        return list(rows)


def shows_words(session: Session, mail: OutgoingMail) -> bool:
    """Whether the log still says what the mail says: not of a note that was withdrawn since."""
    with seeing_as(session, SYSTEM):
        return not is_taken_back(session, mail)


def try_again(session: Session, *, by: Viewer, mail: OutgoingMail) -> None:
    """Put a mail that failed, or that stepped aside, back in the line. Raises NotAllowed, Refused."""
    if not by.may("can_edit", "Mail log"):
        raise NotAllowed()
    now = clock.now()
    is_in_hand = mail.last_error == BEING_SENT and mail.not_before > now - LEASE and mail.state != "failed"
    if mail.state not in UNSETTLED or is_in_hand:
        raise Refused(_("This mail does not wait for another try."))
    mail.state, mail.attempts, mail.not_before, mail.last_error = "waiting", 0, now, ""
    session.flush()


def try_events_again(session: Session, *, by: Viewer) -> None:
    """Let the worker take up again the events that it gave up. Raises NotAllowed."""
    if not by.may("can_edit", "Mail log"):
        raise NotAllowed()
    with seeing_as(session, SYSTEM):
        session.execute(
            update(PendingEvent)
            .where(PendingEvent.attempts >= MOST_ATTEMPTS)
            .values(attempts=0, not_before=clock.now())
            .execution_options(synchronize_session=False)
        )
