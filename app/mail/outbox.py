"""Mails as rows: written in the transaction of the reaction, delivered later (see `app.mail.deliver`)."""

from collections.abc import Iterable

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.mail.digest import keep_for_the_day
from app.mail.letter import write_letter
from app.mail.marks import message_id
from app.mail.notices import DIGEST, MAIL, kind_of, ways_of
from app.mail.reader import active_reader, eyes_of, language_of
from models.event import CaseEvent, OutgoingMail
from models.person import Person


def put_in_outbox(session: Session, event: CaseEvent, reaction: str, people: Iterable[int]) -> None:
    """One mail for each of `people` who is active, may see the event and was not told of it yet.

    Who chose so gets it in the mail of the day, or finds it in the portal.

    `reaction` is the name of the letter (app/templates/mail/). Repeating it adds nothing.
    """
    told = set(session.scalars(select(OutgoingMail.person_id).where(OutgoingMail.event_id == event.id)))
    new = sorted(set(people) - told)
    ways = ways_of(session, new, kind_of(reaction))
    for person_id in new:
        reader, way = active_reader(session, person_id), ways.get(person_id, MAIL)
        if reader is not None and way == MAIL:
            _write(session, event, reaction, reader)
        elif reader is not None and way == DIGEST:
            keep_for_the_day(session, reader, event_id=event.id)


def _write(session: Session, event: CaseEvent, reaction: str, reader: Person) -> None:
    with eyes_of(session, reader.id) as eyes:
        letter = write_letter(eyes, event_id=event.id, name=reaction, reader_id=reader.id)
    if letter is None:
        return
    now = clock.now()
    session.add(
        OutgoingMail(
            event_id=event.id,
            reaction=reaction,
            person_id=reader.id,
            address=reader.email,
            language=language_of(reader),
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            message_id=message_id(current_app.config["SETTINGS"], event.case.number, event.id, reader.id),
            state="waiting",
            attempts=0,
            not_before=now,
            created_at=now,
        )
    )
    session.flush()
