"""What mails say of closing: why, until when, and how to go on."""

from typing import Any

from babel.dates import format_datetime, get_timezone
from sqlalchemy.orm import Session

from app.closing.reasons import closing_reasons
from app.content.texts import pick
from app.mail.body import one_line
from models.case import Case
from models.event import CaseEvent
from models.person import Person


def closing_facts(
    eyes: Session, event: CaseEvent, reader: Person, language: str, base: str
) -> dict[str, Any]:
    """`closing` is the reason that this event gave, `closes` when the case counts as resolved, `reopens`
    until when a case that this event settled may be reopened.
    """
    case, code = event.case, event.changes.get("closing_reason", [None, None])[1]
    reason = closing_reasons(eyes).called(code) if code else None
    settled = "status" in event.changes and not case.is_open and case.pending_since is None
    waits = case.pending_since is not None
    return {
        "closing": one_line(pick(reason.name, language)[0]) if reason else "",
        "closing_text": pick(reason.text, language)[0] if reason else "",
        "closing_link": _absolute(reason.link, base) if reason else "",
        "closes": in_words(case, reader, language) if waits else "",
        "reopens": in_words(case, reader, language) if settled and case.closed_for_good_at is None else "",
    }


def in_words(case: Case, reader: Person, language: str) -> str:
    """The moment in the reader's own time zone."""
    if case.closes_at is None:
        return ""
    zone = get_timezone(reader.time_zone or "Europe/Amsterdam")
    return format_datetime(case.closes_at, "d MMMM y HH:mm", tzinfo=zone, locale=language)


def _absolute(link: str, base: str) -> str:
    return base + link if link.startswith("/") else link
