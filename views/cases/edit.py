"""Editing a case: the questions of its request type, as they were asked, with the answers that it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import abort, redirect, request
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.nonce import new_nonce
from app.refused import OutOfReach, Refused, Stale
from app.requests.open_request import OpenRequest, fields_of
from app.requests.save_edit import save_edit
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView
from views.cases.changes import label_of, value_of
from views.cases.edited import Brought, brought, editable, gives_credentials
from views.cases.fetch import case_or_404
from views.files import takes_file_back
from views.requests.pages import problems_of, sections_of
from views.requests.questions import Asking
from views.requests.typed import only_previewed, preview

Difference = tuple[Any, Any, Any]


@dataclass(frozen=True)
class Page:
    """What the form shows: the answers, and what came with the form beside them.

    After a difference was shown `version` is the present one: sent again, it is meant.
    """

    case: Case
    opened: OpenRequest
    version: int
    brought: Brought = field(default_factory=lambda: Brought(new_nonce()))


def edit(view: PortalView, case: Case, opened: OpenRequest) -> Any:
    """GET shows the form, POST saves it, unless something is wrong or the answers ask for more."""
    with_secrets = gives_credentials(case, opened)
    if request.method == "GET":
        return _show(view, Page(case, opened, case.version), with_secrets)
    if only_previewed():
        return preview()
    with_form = brought(case, opened, with_secrets)
    opened = opened.with_typed(with_form.typed, with_form.files)
    page = Page(case, opened, whole(request.form.get("version")) or 0, with_form)
    go, _colon, which = request.form.get("go", "").partition(":")
    if go or takes_file_back():  # what was answered may change what is asked
        return _show(view, page, with_secrets, previewed=which, errors=with_form.errors)
    codes = {one.code for step in editable(opened, with_secrets) for one in fields_of(step)}
    wrong = {code: words for code, words in opened.filled.errors.items() if code in codes}
    errors, is_asked_more = {**wrong, **with_form.errors}, not codes <= with_form.asked
    if errors or is_asked_more:
        return _show(view, page, with_secrets, errors=errors, is_asked_more=is_asked_more)
    return _save(view, page, with_secrets)


def _save(view: PortalView, page: Page, with_secrets: bool) -> Any:
    number, by = page.case.number, current_viewer()
    try:
        with unit_of_work() as session:
            save_edit(session, by=by, case=page.case, version=page.version, opened=page.opened)
    except Stale as stale:
        fresh = _fresh(page)
        now = Page(fresh.case, fresh.opened, fresh.case.version, fresh.brought)
        return _show(view, now, with_secrets, differences=stale.differences)
    except StaleDataError:  # somebody saved in this very moment: now there is a difference to show
        return _save(view, _fresh(page), with_secrets)
    except OutOfReach:
        abort(404)
    except Refused as refused:
        return _show(view, _fresh(page), with_secrets, errors={refused.field or "": str(refused.reason)})
    return redirect(f"/cases/{number}")


def _fresh(page: Page) -> Page:
    """The same with the case as it is now."""
    return Page(case_or_404(page.case.number), page.opened, page.version, page.brought)


def _show(
    view: PortalView,
    page: Page,
    with_secrets: bool,
    *,
    errors: Mapping[str, str] | None = None,
    differences: Sequence[Difference] = (),
    is_asked_more: bool = False,
    previewed: str = "",
) -> Any:
    errors, case = errors or {}, page.case
    steps = editable(page.opened, with_secrets)
    asking = Asking(page.opened, errors, previewed, page.brought.sealed)
    return view.page(
        "cases/edit.html",
        status=409 if differences else 422 if errors or is_asked_more else 200,
        case=case,
        version=page.version,
        nonce=page.brought.nonce,
        sections=[drawn for step in steps for drawn in sections_of(asking, step)],
        asked=" ".join(one.code for step in steps for one in fields_of(step)),
        problems=problems_of(errors),
        has_errors=bool(errors),
        is_asked_more=is_asked_more,
        differences=[
            (label_of(f, case), value_of(f, theirs, case), value_of(f, mine, case))
            for f, theirs, mine in differences
        ],
    )
