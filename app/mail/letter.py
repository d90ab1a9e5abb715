"""Writing a mail: in the reader's language, and with nothing in it that the reader may not see."""

from dataclasses import dataclass
from typing import Any, Final

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.escalation.words import escalation_word
from app.content.texts import pick
from app.mail.body import mail_html, one_line
from app.mail.closing import closing_facts
from app.mail.reader import language_of
from models.case import Case
from models.event import CaseEvent
from models.person import Person
from models.scale import Priority, Status

LONGEST_SUBJECT: Final = 300


@dataclass(frozen=True)
class Letter:
    """What a mail says. `subject` is one line."""

    subject: str
    text: str
    html: str


def write_letter(eyes: Session, *, event_id: int, name: str, reader_id: int) -> Letter | None:
    """The letter app/templates/mail/<name> about the event; None when the reader may not see the event.

    `eyes` must look as the reader: what it does not show is not in the letter.
    """
    event, reader = eyes.get(CaseEvent, event_id), eyes.get(Person, reader_id)
    if event is None or reader is None or event.case is None:
        return None
    language = language_of(reader)
    with force_locale(language):
        facts = _facts(eyes, event, reader, language)
        text, html = (fill(f"mail/{name}.{kind}", facts) for kind in ("txt", "html"))
    return Letter(_subject(event.case), text.strip() + "\n", html)


def _subject(case: Case) -> str:
    """ "Ticket [number]" finds the case again when somebody answers; it is the same in every language."""
    return one_line(f"Ticket [{case.number}] {case.subject}")[:LONGEST_SUBJECT]


def _facts(eyes: Session, event: CaseEvent, reader: Person, language: str) -> dict[str, Any]:
    base_url = current_app.config["SETTINGS"].base_url.rstrip("/")
    note = event.note.body if event.note else ""
    status, meaning = _status(eyes, event, language)
    return {
        "language": language,
        "reader": one_line(reader.full_name),
        "who": _who(event),
        "is_mine": reader.id == event.case.owner_id,
        **_new_owner(eyes, event, reader),
        "case": event.case,
        "subject": one_line(event.case.subject),
        "account": one_line(event.case.account.name) if event.case.account else "",
        "priority": pick(event.case.priority.name, language)[0],
        "priorities": _priorities(eyes, event, language),
        "is_internal": event.is_internal,
        "task_title": one_line(event.note.task_title) if event.note else "",
        "note": note.replace("\r\n", "\n"),
        "note_html": mail_html(note, base_url),
        "said": {name: values[1] for name, values in event.changes.items() if isinstance(values, list)},
        "escalation_word": escalation_word,
        "rates": _may_rate(event, reader),
        "status": status,
        "meaning": meaning,
        **closing_facts(eyes, event, reader, language, base_url),
        "link": f"{base_url}/cases/{event.case.number}",
        "portal": base_url,
    }


def _who(event: CaseEvent) -> str:
    """A name, where the reader may know it (a parallel sub-account's people stay unnamed)."""
    if event.actor_id is None:
        return "Loket"
    return one_line(event.actor.full_name) if event.actor else _("Somebody at another account")


def _new_owner(eyes: Session, event: CaseEvent, reader: Person) -> dict[str, Any]:
    """Whose case it is since this event, as far as the reader may know."""
    new = event.changes.get("owner", [None, None])[1]
    person = eyes.get(Person, new) if new else None
    name = one_line(person.full_name) if person else _("Somebody at another account")
    return {"new_owner": name, "is_new_owner": new == reader.id}


def _priorities(eyes: Session, event: CaseEvent, language: str) -> list[str]:
    """From what to what, when this event changed the priority."""
    codes = event.changes.get("priority", [])
    if None in codes or not codes:
        return []
    names = {row.code: row.name for row in eyes.scalars(select(Priority).where(Priority.code.in_(codes)))}
    return [pick(names.get(code, {"en": code}), language)[0] for code in codes]


def _status(eyes: Session, event: CaseEvent, language: str) -> tuple[str, str]:
    """Word and meaning of the status that this event set; of the present one when it set none."""
    code = event.changes.get("status", [None, None])[1]
    status = eyes.scalar(select(Status).where(Status.code == code)) or event.case.status
    return pick(status.name, language)[0], pick(status.meaning, language)[0]


def _may_rate(event: CaseEvent, reader: Person) -> bool:
    """Whether the mail about a closing asks for a rating: of customers, until there is one."""
    status = event.case.status
    is_closed = not status.is_open and not status.awaits_customer
    return is_closed and not reader.is_staff and event.case.rating is None and "status" in event.changes


def fill(template: str, facts: dict[str, Any]) -> str:
    return current_app.jinja_env.get_template(template).render(facts)
