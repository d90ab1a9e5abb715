"""Editing a case: the questions of its request type, as they were asked, with the answers that it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from flask import abort, redirect, request
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.cases.edit_case import edit_case
from app.cases.listing.choice import whole
from app.refused import OutOfReach, Refused, Stale
from app.request_types.definition import Field, Step
from app.requests.of_case import edited_values
from app.requests.open_request import OpenRequest, fields_of
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView
from views.cases.changes import label_of, value_of
from views.cases.fetch import case_or_404
from views.requests.pages import problems_of, sections_of
from views.requests.questions import Asking
from views.requests.typed import only_previewed, preview, typed_in

FIXED: Final = ("account", "owner")  # columns that an edit does not touch
ELSEWHERE: Final = ("files", "secret")  # kinds with a place of their own on the case
Difference = tuple[Any, Any, Any]


def edit(view: PortalView, case: Case, opened: OpenRequest) -> Any:
    """GET shows the form, POST saves it, unless something is wrong or the answers ask for more."""
    if request.method == "GET":
        return _show(view, case, opened, case.version)
    version, asked = whole(request.form.get("version")) or 0, request.form.get("asked", "").split()
    if only_previewed():
        return preview()
    go, _colon, which = request.form.get("go", "").partition(":")
    opened = typed_over(opened, request.form)
    codes = {one.code for step in editable(opened) for one in fields_of(step)}
    if go:  # what was answered may change what is asked
        return _show(view, case, opened, version, previewed=which)
    errors = {code: words for code, words in opened.filled.errors.items() if code in codes}
    if errors or not codes <= set(asked):
        return _show(view, case, opened, version, errors=errors, is_asked_more=not codes <= set(asked))
    return _save(view, case, opened, version)


def _save(view: PortalView, case: Case, opened: OpenRequest, version: int) -> Any:
    number = case.number
    try:
        with unit_of_work() as session:
            values = edited_values(session, case, opened)
            edit_case(session, by=current_viewer(), case=case, version=version, values=values)
    except Stale as stale:
        fresh = case_or_404(number)
        return _show(view, fresh, opened, fresh.version, differences=stale.differences)
    except StaleDataError:  # somebody saved in this very moment: now there is a difference to show
        return _save(view, case_or_404(number), opened, version)
    except OutOfReach:
        abort(404)
    except Refused as refused:
        return _show(view, case_or_404(number), opened, version, errors={"": str(refused.reason)})
    return redirect(f"/cases/{number}")


def _show(
    view: PortalView,
    case: Case,
    opened: OpenRequest,
    version: int,
    *,
    errors: Mapping[str, str] | None = None,
    differences: Sequence[Difference] = (),
    is_asked_more: bool = False,
    previewed: str = "",
) -> Any:
    """After a difference was shown the version is the present one: sent again, it is meant."""
    steps, asking = editable(opened), Asking(opened, errors or {}, previewed)
    return view.page(
        "cases/edit.html",
        status=409 if differences else 422 if errors or is_asked_more else 200,
        case=case,
        version=version,
        sections=[drawn for step in steps for drawn in sections_of(asking, step)],
        asked=" ".join(one.code for step in steps for one in fields_of(step)),
        problems=problems_of(errors or {}),
        has_errors=bool(errors),
        is_asked_more=is_asked_more,
        differences=[
            (label_of(f, case), value_of(f, theirs, case), value_of(f, mine, case))
            for f, theirs, mine in differences
        ],
    )


def typed_over(opened: OpenRequest, form: Any) -> OpenRequest:
    """What the form says in place of what the case holds, as far as an edit may touch it."""
    typed: dict[str, Any] = {}
    for step in opened.definition.steps:
        typed |= typed_in(_to_edit(step), form)
    return replace(opened, typed={**opened.typed, **typed})


def editable(opened: OpenRequest) -> list[Step]:
    """The questions that show and that an edit may touch."""
    steps = (_to_edit(step) for step in opened.filled.steps)
    return [step for step in steps if step.sections]


def _to_edit(step: Step) -> Step:
    kept = [
        replace(section, fields=tuple(one for one in section.fields if _is_editable(one)))
        for section in step.sections
    ]
    return replace(step, sections=tuple(section for section in kept if section.fields))


def _is_editable(one: Field) -> bool:
    return one.column not in FIXED and one.kind not in ELSEWHERE
