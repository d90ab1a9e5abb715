"""What a case was asked and what it answered, for its page: in the sections of its request type."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.access.manager import current_viewer
from app.database import db
from app.request_types.definition import Field, Step
from app.requests.of_case import asked_with, request_of
from app.requests.open_request import OpenRequest, fields_of
from views.cases.words import said
from views.requests.pages import answer
from views.requests.questions import id_of

# Columns that the page shows already.
ON_THE_PAGE = ("account", "owner", "subject", "description", "priority", "external_number")


class Asked(NamedTuple):
    """`parts`: heading and answers, as (label, answer); `missing`: (label, address of its question)."""

    name: Any
    parts: list[tuple[Any, list[tuple[Any, Any]]]]
    missing: list[tuple[Any, str]]


def asked_of(case: Any, *, in_full: bool = True) -> Asked | None:
    """None when the request type is not there any more. The answers are drawn on the first tab only."""
    if not in_full:
        found = asked_with(db.session(), case)
        return Asked(said(found[1].name), [], []) if found else None
    opened = request_of(db.session(), current_viewer(), case)
    if opened is None:
        return None
    parts = [(said(step.name), _answers(opened, step)) for step in opened.definition.steps]
    return Asked(
        said(opened.definition.name),
        [part for part in parts if part[1]],
        [(said(one.label), _place(case, one)) for one in _gaps(case, opened)],
    )


def _gaps(case: Any, opened: OpenRequest) -> Sequence[Field]:
    """What is recommended and missing. Only where it matters is the whole request filled in to know it.

    Answers that do not show are not kept: the page itself need not ask what shows.
    """
    is_asked = case.may_edit and case.is_open and case.request_type_version_id is not None
    if not is_asked or not any(one.is_recommended for one in opened.definition.fields):
        return ()
    gives = bool(case.may_see_account)  # what is secret is not asked of a parallel account
    return [one for one in opened.filled.missing if gives or one.kind != "secret"]


def _answers(opened: OpenRequest, step: Step) -> list[tuple[Any, Any]]:
    """As they are kept: what could not be chosen today is still what was answered."""
    return [
        (said(one.label), answer(one, opened.raw[one.code], opened.known))
        for one in fields_of(step)
        if one.column not in ON_THE_PAGE and opened.raw.get(one.code) not in (None, "", [])
    ]


def _place(case: Any, one: Field) -> str:
    return f"/cases/{case.number}/edit#{id_of(one.code)}"
