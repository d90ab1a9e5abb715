"""What the pages of a request show around its questions."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from app.request_types.answers.words import words
from app.request_types.definition import Field, Step, Value
from app.requests.known import KnownRows
from app.requests.offered import opens_without_agreement
from app.requests.open_request import OpenRequest, fields_of
from views.cases.links import number_of
from views.cases.words import said
from views.parts.text import markdown
from views.requests.questions import Asking, Question, id_of, in_its_language


def step_context(opened: OpenRequest, step: Step, errors: dict[str, str], previewed: str) -> dict[str, Any]:
    """For requests/step.html."""
    place = [one.code for one in opened.filled.steps].index(step.code) + 1
    return {
        **progress(opened, place),
        "step": step,
        "explanation": in_its_language(step.explanation),
        "sections": sections_of(Asking(opened, errors, previewed), step),
        "asked": " ".join(one.code for one in fields_of(step)),
        "before": opened.step_before(step.code),
        "problems": problems_of(errors),
        "has_errors": bool(errors),
    }


def sections_of(asking: Asking, step: Step) -> list[tuple[Any, Any, list[Question]]]:
    """Heading, explanation and questions of each section."""
    return [
        (said(section.name), in_its_language(section.explanation), questions)
        for section, questions in asking.sections(step)
    ]


def problems_of(errors: Mapping[str, str]) -> dict[str | None, list[str]]:
    """For the summary of errors: by the id of the field; what is about the whole page stands under None."""
    return {id_of(code) if code else None: [words] for code, words in errors.items()}


def progress(opened: OpenRequest, place: int) -> dict[str, Any]:
    """Where one is: the names of all steps that fit, and the addresses of those that one may go back to."""
    steps = opened.filled.steps
    links = [f"/cases/drafts/{opened.key}/steps/{step.code}" for step in steps] if opened.draft else []
    return {
        "opened": opened,
        "name": said(opened.definition.name),
        "names": [*(said(step.name) for step in steps), _("Check and send")],
        "place": place,
        "links": links,
    }


def summary_context(opened: OpenRequest, errors: dict[str, str]) -> dict[str, Any]:
    """For requests/summary.html. What is not right yet leads to its step, also before anybody sends."""
    steps = opened.filled.steps
    wrong = {**opened.filled.errors, **errors}
    return {
        **progress(opened, len(steps) + 1),
        "parts": [
            {"name": said(step.name), "href": _href(opened, step), "answers": answers_of(opened, step)}
            for step in steps
        ],
        "problems": [(_href_of(opened, code), words) for code, words in wrong.items()],
        "missing": [(said(one.label), _href_of(opened, one.code)) for one in opened.filled.missing],
        "before": steps[-1] if steps else None,
        "has_errors": bool(errors),
        "follows": number_of(opened.draft.follows_id) if opened.draft and opened.draft.follows_id else "",
        "carried": [file.name for file in opened.files if not file.field],
        "lacks_agreement": _lacks_agreement(opened),
    }


def _lacks_agreement(opened: OpenRequest) -> bool:
    meant = opened.definition.offer, opened.account_id, opened.product_line
    return opens_without_agreement(opened.known.session, opened.known.by, *meant)


def answers_of(opened: OpenRequest, step: Step) -> list[tuple[Any, Any]]:
    """Label and answer of each question that was answered; of a secret only that it was."""
    values, kept = opened.filled.values, opened.filled.kept
    return [
        (said(one.label), _("Given") if one.code in kept else answer(one, values[one.code], opened.known))
        for one in fields_of(step)
        if one.code in values or one.code in kept
    ]


def answer(one: Field, value: Value, known: KnownRows) -> Any:
    """As a page shows it; long texts are Markdown, links lead away."""
    if one.kind == "long_text":
        return markdown(str(value), 3)
    if one.kind == "url":
        return Markup('<a href="%s" rel="noopener noreferrer nofollow">%s</a>') % (value, value)
    return words(one, value, known)


def _href(opened: OpenRequest, step: Step) -> str:
    return f"/cases/drafts/{opened.key}/steps/{step.code}?check=1"


def _href_of(opened: OpenRequest, code: str) -> str:
    step = opened.step_of(code) if code else None
    return f"{_href(opened, step)}#{id_of(code)}" if step else ""
