"""Messages by mail: one for each person whom a message is for, written batch by batch.

How far it came stands in the row of the message and is saved with the mails: a worker that is killed in the
middle doubles none and leaves none out. The next batch waits until the last one has left, so that an answer
to a case never stands in line behind thousands of announcements.
"""

from datetime import datetime
from typing import Any, Final

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.content.texts import pick
from app.mail.body import mail_html, one_line
from app.mail.digest import keep_for_the_day
from app.mail.letter import LONGEST_SUBJECT, Letter, fill
from app.mail.marks import news_id
from app.mail.notices import DIGEST, MAIL, kind_of, ways_of
from app.mail.reader import language_of
from app.messages.find import is_current
from app.messages.readers import people_in_audience
from models.event import OutgoingMail
from models.message import Message
from models.person import Person

BATCH: Final = 100


def write_next_mails(session: Session) -> bool:
    """Write the next batch of the oldest message that is to go out by mail; whether there was one.

    Needs the system's eyes; the caller commits. Whether each reader may see the message is asked once more
    when the mail is sent (`app.mail.deliver`).
    """
    now = clock.now()
    due = select(Message).where(Message.mail_state == "waiting", is_current(now)).order_by(Message.id)
    message = session.scalar(due.limit(1).with_for_update(skip_locked=True))
    if message is None or _last_batch_waits(session, message):
        return False
    chosen = people_in_audience(message).where(Person.id > message.mailed_up_to).order_by(Person.id)
    ids = session.scalars(chosen.limit(BATCH)).all()
    ways = ways_of(session, ids, kind_of("news"))
    for person in session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)):
        way = ways.get(person.id, MAIL)
        if way == MAIL:
            session.add(_mail(message, person, now))
            message.mails_written += 1
        elif way == DIGEST:
            keep_for_the_day(session, person, message_id=message.id)
    message.mailed_up_to = ids[-1] if ids else message.mailed_up_to
    if len(ids) < BATCH:
        message.mail_state = "done"
    session.flush()
    return True


def _last_batch_waits(session: Session, message: Message) -> bool:
    waiting = OutgoingMail.about_message_id == message.id, OutgoingMail.state == "waiting"
    return session.scalar(select(OutgoingMail.id).where(*waiting).limit(1)) is not None


def _mail(message: Message, reader: Person, now: datetime) -> OutgoingMail:
    letter = news_letter(message, reader)
    return OutgoingMail(
        about_message_id=message.id,
        reaction="news",
        person_id=reader.id,
        address=reader.email,
        language=language_of(reader),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=news_id(current_app.config["SETTINGS"], message.id, reader.id),
        state="waiting",
        attempts=0,
        not_before=now,
        created_at=now,
    )


def news_letter(message: Message, reader: Person) -> Letter:
    """In the reader's language; a text that is only there in the other one is marked as such."""
    language = language_of(reader)
    title, body = pick(message.title, language), pick(message.body, language)
    base_url = current_app.config["SETTINGS"].base_url.rstrip("/")
    facts: dict[str, Any] = {
        "language": language,
        "reader": one_line(reader.full_name),
        "subject": one_line(title[0]),
        "title_language": title[1],
        "is_urgent": message.is_urgent,
        "body": body[0],
        "body_html": mail_html(body[0], base_url),
        "body_language": body[1],
        "until": message.visible_until,
        "link": f"{base_url}/messages/{message.id}",
        "portal": base_url,
    }
    with force_locale(language):
        text, html = (fill(f"mail/news.{kind}", facts) for kind in ("txt", "html"))
    return Letter(facts["subject"][:LONGEST_SUBJECT], text.strip() + "\n", html)
