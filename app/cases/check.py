"""What a case must have, the same for page, mail and API: one place for the limits and their sentences."""

from flask_babel import gettext as _

from app.content.printable import printable
from app.refused import Refused
from app.setup.scales import PriorityWord, Scales
from models.case import KINDS

LONGEST_SUBJECT = 200
LONGEST_TEXT = 50_000


def clean_subject(subject: str) -> str:
    """One line, without outer space. Raises Refused when empty or too long."""
    subject = " ".join(printable(subject).split())
    if not subject:
        raise Refused(_("Enter a subject: one line that says what it is about."), "subject")
    if len(subject) > LONGEST_SUBJECT:
        raise Refused(
            _("Make the subject shorter: at most %(most)s characters.", most=LONGEST_SUBJECT), "subject"
        )
    return subject


def clean_text(text: str, field: str, empty: str) -> str:
    """Markdown as it was written. Raises Refused with `empty` when there is nothing or too much."""
    text = printable(text).replace("\r\n", "\n").strip()
    if not text:
        raise Refused(empty, field)
    if len(text) > LONGEST_TEXT:
        raise Refused(_("Make the text shorter: at most %(most)s characters.", most=LONGEST_TEXT), field)
    return text


def clean_description(text: str) -> str:
    """What the customer wants to know or what happens, in Markdown. Raises Refused."""
    return clean_text(text, "description", _("Describe what you want to know or what happens."))


def known_kind(kind: str) -> str:
    """how_to or issue. Raises Refused."""
    if kind not in KINDS:
        raise Refused(_("Choose whether this is a question or an issue."), "kind")
    return kind


def known_priority(scales: Scales, priority_id: int | None, now: int | None = None) -> PriorityWord:
    """A priority that is offered, or the one the case has `now`. Raises Refused."""
    found = scales.priorities.get(priority_id or 0)
    if found is None or not (found.is_offered or found.id == now):
        raise Refused(_("Choose a priority."), "priority")
    return found
