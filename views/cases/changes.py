"""The history in words: what an event changed, from what to what."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from app.access.manager import current_viewer
from app.cases.edit_case import ANSWER
from app.cases.escalation.words import escalation_word
from app.cases.ratings.words import score_word
from app.closing.reasons import closing_reasons
from app.database import db
from app.request_types.answers.words import words as answer_in_words
from app.request_types.definition import Definition, Field
from app.request_types.published import definition_of
from app.requests.known import KnownRows
from app.setup.scales import scales
from models.account import Account
from models.person import Person
from views.cases.desk_changes import DESK_TITLES, FIELDS, desk_labels, desk_value
from views.cases.links import LINK, link_to, links_in_words
from views.cases.words import account_name, kind_in_words, name_of, said
from views.parts.times import exactly, last_day

TITLES: Final = {
    "opened": _l("Case opened"),
    "noted": _l("Note added"),
    "task_noted": _l("Note on a task added"),
    "note_edited": _l("Note edited"),
    "note_withdrawn": _l("Note withdrawn"),
    "note_restored": _l("Withdrawn note given again"),
    "task_added": _l("Task added"),
    "task_changed": _l("Task changed"),
    "shared": _l("Shared"),
    "unshared": _l("No longer shared"),
    "status_changed": _l("Status changed"),
    "reopened": _l("Case reopened"),
    "reminded": _l("Reminder sent"),
    "closed_for_good": _l("Closed for good"),
    "linked": _l("Linked with another case"),
    "unlinked": _l("Link with another case removed"),
    "assigned": _l("Assignment changed"),
    **DESK_TITLES,
    "edited": _l("Case edited"),
    "file_added": _l("File added"),
    "priority_changed": _l("Priority changed"),
    "escalated": _l("Escalated"),
    "rated": _l("Rated"),
    "escalation_withdrawn": _l("Escalation withdrawn"),
    "escalation_answered": _l("Escalation answered"),
    "account_changed": _l("Account changed"),
    "owner_changed": _l("Owner changed"),
    "file_described": _l("Description of a file changed"),
    "file_withdrawn": _l("File withdrawn"),
    "file_brought_back": _l("File brought back"),
}


def register(app: Flask) -> None:
    app.jinja_env.globals.update(event_title=title, door_in_words=door_in_words)


def in_words(event: Any, case: Any) -> list[tuple[str | Markup, str | Markup, str | Markup]]:
    """(field, from, to) for each field that the event changed, in the words of the case's request type."""
    return [
        (label_of(field, case), value_of(field, values[0], case), value_of(field, values[1], case))
        for field, values in event.changes.items()
        if isinstance(values, list) and len(values) == 2
    ]


def title(event: Any) -> str:
    if event.kind == "noted" and event.is_internal:
        return _("Internal note added")
    return title_of(event.kind)


def title_of(kind: str) -> str:
    return str(TITLES.get(kind, kind))


def door_in_words(door: str) -> str:
    return {"page": _("the portal"), "mail": _("mail"), "api": _("the API"), "rule": _("a rule")}.get(
        door, door
    )


def label_of(field: str, case: Any) -> str | Markup:
    if field.startswith(ANSWER):
        asked = _asked(field, case)
        return said(asked.label) if asked else field.removeprefix(ANSWER)
    return {
        "status": _("Status"),
        "priority": _("Priority"),
        "assignee": _("Assigned to"),
        **desk_labels(),
        "subject": _("Subject"),
        "description": _("Description"),
        "kind": _("Question or issue"),
        "external_number": _("Your own number"),
        "file": _("File"),
        "of_file": _("File"),
        "escalation": _("Escalation"),
        "reason": _("Reason"),
        "rating": _("Rating"),
        "remark": _("Remark"),
        "expectation": _("What is expected"),
        "answer": _("Answer of management"),
        "account": _("Account"),
        "owner": _("Owner"),
        "closing_reason": _("Reason for closing"),
        "closes": _("Counts as resolved"),
        **links_in_words(),
    }.get(field) or _of_a_part(field)


def _of_a_part(field: str) -> str:
    """Of a share or a task."""
    return {
        "shared_person": _("With whom"),
        "shared_account": _("With which account"),
        "until": _("Until and including"),
        "may": _("They may"),
        "task": _("Task"),
        "task_title": _("What is to be done"),
        "task_owner": _("Who does it"),
        "task_due": _("By when"),
        "task_state": _("State"),
    }.get(field, field)


_SAID: Final[dict[str, Callable[[Any], str | Markup]]] = {
    "escalation": escalation_word,
    "rating": score_word,
    "shared_person": lambda id_: name_of(db.session().get(Person, id_)),
    "shared_account": lambda id_: account_name(db.session().get(Account, id_)),
    "until": lambda at: last_day(datetime.fromisoformat(at)),
    "may": lambda what: _("Read, and write notes") if what == "write" else _("Read"),
}


def value_of(field: str, value: Any, case: Any) -> str | Markup:
    words = scales(db.session())
    if value is None:
        return _("nobody") if field == "assignee" else ""
    if field == "status" and value in words.status_by_code:
        return said(words.status_by_code[value].name)
    if field == "priority" and value in words.priority_by_code:
        return said(words.priority_by_code[value].name)
    if field == "closing_reason":
        reason = closing_reasons(db.session()).called(str(value))
        return said(reason.name) if reason else escape(str(value))
    if field == "closes":
        return exactly(datetime.fromisoformat(value))
    if field.startswith(LINK):
        return link_to(value)
    if field in FIELDS:
        return desk_value(field, value)
    if field in ("assignee", "owner", "task_owner"):
        return name_of(db.session().get(Person, value))
    if field in _SAID:
        return _SAID[field](value)
    if field == "task_state":
        return _("done") if value == "done" else _("to be done")
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
