"""Reactions that write mail: who is told, with which letter."""

from sqlalchemy.orm import Session

from app.mail import who
from app.mail.outbox import put_in_outbox
from models.event import CaseEvent


def tell_registered(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "registered", who.of_a_new_case(event))


def tell_note(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "note", who.of_a_note(event))


def tell_status(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "status", who.of_a_status(event))


def tell_assignment(session: Session, event: CaseEvent) -> None:
    put_in_outbox(session, event, "assigned", who.of_an_assignment(event))
