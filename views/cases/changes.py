"""The history in words: what an event changed, from what to what."""

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.access.manager import current_viewer
from app.cases.edit_case import ANSWER
from app.database import db
from app.request_types.answers.words import words as answer_in_words
from app.request_types.definition import Definition, Field
from app.request_types.published import definition_of
from app.requests.known import KnownRows
from app.setup.scales import scales
from models.account import Account
from models.event import CaseEvent
from models.person import Person
from views.cases.words import account_name, kind_in_words, name_of, said


def register(app: Flask) -> None:
    app.jinja_env.globals["event_title"] = title


def in_words(event: CaseEvent, case: Any) -> list[tuple[str | Markup, str | Markup, str | Markup]]:
    """(field, from, to) for each field that the event changed, in the words of the case's request type."""
    return [
        (label_of(field, case), value_of(field, values[0], case), value_of(field, values[1], case))
        for field, values in event.changes.items()
        if isinstance(values, list) and len(values) == 2
    ]


def title(event: CaseEvent) -> str:
    return {
        "opened": _("Case opened"),
        "noted": _("Internal note added") if event.is_internal else _("Note added"),
        "status_changed": _("Status changed"),
        "assigned": _("Assignment changed"),
        "edited": _("Case edited"),
        "file_added": _("File added"),
        "account_changed": _("Account changed"),
        "owner_changed": _("Owner changed"),
    }.get(event.kind, event.kind)


def label_of(field: str, case: Any) -> str | Markup:
    if field.startswith(ANSWER):
        asked = _asked(field, case)
        return said(asked.label) if asked else field.removeprefix(ANSWER)
    return {
        "status": _("Status"),
        "priority": _("Priority"),
        "assignee": _("Assigned to"),
        "subject": _("Subject"),
        "description": _("Description"),
        "kind": _("Question or issue"),
        "external_number": _("Your own number"),
        "file": _("File"),
        "account": _("Account"),
        "owner": _("Owner"),
    }.get(field, field)


def value_of(field: str, value: Any, case: Any) -> str | Markup:
    words = scales(db.session())
    if value is None:
        return _("nobody") if field == "assignee" else ""
    if field == "status" and value in words.status_by_code:
        return said(words.status_by_code[value].name)
    if field == "priority" and value in words.priority_by_code:
        return said(words.priority_by_code[value].name)
    if field in ("assignee", "owner"):
        return name_of(db.session().get(Person, value))
    if field == "kind":
        return kind_in_words(str(value))
    if field == "account":
        return account_name(db.session().get(Account, value))
    return _answer(field, value, case) if field.startswith(ANSWER) else escape(str(value))


def _answer(field: str, value: Any, case: Any) -> str | Markup:
    asked = _asked(field, case)
    if asked is None:
        return escape(str(value))
    known = KnownRows(db.session(), current_viewer(), Definition({}))
    return escape(answer_in_words(asked, value, known))


def _asked(field: str, case: Any) -> Field | None:
    """The field as the version has it that was filled in."""
    if case.request_type_version_id is None:
        return None
    return definition_of(db.session(), case.request_type_version_id).field(field.removeprefix(ANSWER))
