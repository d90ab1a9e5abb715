"""What templates need to put a case into words."""

from typing import Any

from flask import Flask
from flask_babel import format_decimal
from flask_babel import gettext as _
from markupsafe import Markup

from app.cases.escalation.read import last_escalation
from app.cases.escalation.words import escalation_word
from app.content.texts import pick
from app.database import db
from app.feedback.portal import portal
from app.setup.scales import PriorityWord, StatusWord, scales
from app.setup.severities import severities
from models.account import Account
from models.base import TextMap
from models.person import Person
from views.cases.mark_words import LEGEND, owners_marks
from views.parts.language import current_language


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        priority_of=priority_of,
        status_of=status_of,
        kind_in_words=kind_in_words,
        name_of=name_of,
        named=named,
        account_link=account_link,
        severity_word=severity_word,
        owners_marks=owners_marks,
        all_marks=LEGEND,
        escalation_look=escalation_look,
        escalation_of=lambda case: last_escalation(db.session(), case),
    )
    app.jinja_env.filters.update(said=said, number=format_decimal)


def said(texts: TextMap | None) -> str | Markup:
    """A text in the reader's language; in the other one it is marked with its `lang`."""
    wanted = current_language()
    text, language = pick(texts, wanted)
    return text if language == wanted else Markup('<span lang="%s">%s</span>') % (language, text)


def priority_of(row: Any) -> PriorityWord:
    return scales(db.session()).priorities[row.priority_id]


def status_of(row: Any) -> StatusWord:
    return scales(db.session()).statuses[row.status_id]


def severity_word(case: Any) -> str | Markup | None:
    """None where the desk did not review it yet."""
    found = severities(db.session()).get(case.severity_id or 0)
    return said(found.name) if found else None


def kind_in_words(kind: str) -> str:
    if kind == "how_to":
        return _("Question")
    return _("Issue") if kind == "issue" else kind


def escalation_look(state: str) -> tuple[str, str, str]:
    """(icon, tone of the pill, word) of an escalation: raised, being looked at or cancelled, or resolved."""
    if state == "raised":
        return "exclamation-triangle", "waiting", escalation_word(state)
    if state in ("closed", "completed"):
        return "check-circle", "good", escalation_word(state)
    return "clock-history", "progress", escalation_word(state)


def name_of(person: Person | None) -> str:
    """The name; a contact of a parallel account stays a colleague without a name."""
    return person.full_name if person is not None else _("Somebody at another account")


def named(first: str | None, last: str | None) -> str:
    """The same from columns, which are None for a person whom the reader may not see."""
    return f"{first} {last}".strip() if last is not None else _("Somebody at another account")


def account_name(account: Account | None) -> str:
    """The name; one that the reader may not see stays unnamed."""
    return account.name if account is not None else _("Another account of your organisation")


def account_link(case: Any) -> str | Markup:
    """The account by name, with a link; a parallel account stays unnamed, and feedback is the portal's."""
    if case.account_name is None:
        is_feedback = case.account_id == portal(db.session())[1]
        return _("This portal") if is_feedback else _("Another account of your organisation")
    return Markup('<a href="/accounts/%s">%s</a>') % (case.account_id, case.account_name)
