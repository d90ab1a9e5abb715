"""Reactions that write mail: who is told, with which letter."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.mail import who
from app.mail.outbox import put_in_outbox
from models.event import CaseEvent, OutgoingMail


def tell_registered(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "registered", who.of_a_new_case(event))


def tell_note(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "note", who.of_a_note(event))


def tell_files(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "files", who.of_files(event))


def tell_restored(session: Session, event: CaseEvent) -> None:
    """A note that was given again: its mails go out after all, as far as they had not gone before."""
    about = select(CaseEvent).where(
        CaseEvent.note_id == event.note_id, CaseEvent.kind.in_(("noted", "task_noted"))
    )
    for told in session.scalars(about):
        kept_back = OutgoingMail.event_id == told.id, OutgoingMail.state == "withheld"
        session.execute(
            update(OutgoingMail).where(*kept_back).values(state="waiting", not_before=clock.now())
        )
        if told.kind == "task_noted":
            tell_task_note(session, told)
        tell_note(session, told)


def tell_task(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "task", who.of_a_task(event))


def tell_task_note(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "task_note", who.of_a_task_note(event))


def tell_status(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "status", who.of_a_status(event))


def tell_assignment(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "assigned", who.of_an_assignment(event))


def tell_reminder(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "reminder", who.of_a_reminder(event))


def tell_team(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "team", who.of_a_team(event))


def tell_priority(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "priority", who.of_a_priority(event))


def tell_owner(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "owner", who.of_an_owner(event))


def tell_escalated(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "escalated", who.of_an_escalation(event))


def tell_escalation_withdrawn(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "withdrawn", who.of_an_escalation(event))


def tell_escalation_answered(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "answered", who.of_an_answer_to_it(event))


def tell_merged(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "merged", who.of_a_merge(event))


def tell_shared(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "shared", who.of_a_share(event))
