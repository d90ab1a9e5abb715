"""Editing a case: the questions of its request type, as they were asked, with the answers that it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import abort, redirect, request
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.nonce import new_nonce
from app.database import db
from app.refused import OutOfReach, Refused, Stale
from app.request_types.definition import Step
from app.requests.editing import STAYS, changeable, only, wrong_in_edit
from app.requests.open_request import OpenRequest, fields_of
from app.requests.save import Unfinished
from app.requests.save_edit import save_edit
from app.unit_of_work import unit_of_work
from models.account import Account
from models.case import Case
from views.base import PortalView
from views.cases.changes import label_of, value_of
from views.cases.edited import Brought, brought, with_names_looked_up
from views.cases.fetch import case_or_404
from views.files import takes_file_back
from views.requests.pages import problems_of, sections_of
from views.requests.questions import Asking
from views.requests.typed import only_previewed, preview

Difference = tuple[Any, Any, Any]


@dataclass(frozen=True)
class Page:
    """What the form shows: the answers that may change, and what came with the form beside them.

    After a difference was shown `version` is the present one: sent again, it is meant.
    """

    case: Case
    opened: OpenRequest
    version: int
    may_change: frozenset[str]
    brought: Brought = field(default_factory=lambda: Brought(new_nonce()))

    @property
    def steps(self) -> list[Step]:
        return only(self.opened.filled.steps, self.may_change)

    @property
    def codes(self) -> list[str]:
        return [one.code for step in self.steps for one in fields_of(step)]

    @property
    def unanswered(self) -> list[str]:
        return [code for code in self.codes if code not in self.opened.filled.values]


def edit(view: PortalView, case: Case, opened: OpenRequest) -> Any:
    """GET shows the form, POST saves it, unless something is wrong or the answers ask for more."""
    may_change = changeable(db.session(), current_viewer(), case, opened.definition)
    if request.method == "GET":
        return _show(view, Page(case, opened, case.version, may_change))
    if only_previewed():
        return preview()
    with_form = brought(case, opened, may_change)
    opened = opened.with_typed(with_form.typed, with_form.files)
    with_form = with_names_looked_up(with_form, opened, may_change)
    opened = opened.with_typed(with_form.typed)
    page = Page(case, opened, whole(request.form.get("version")) or 0, may_change, with_form)
    go, _colon, which = request.form.get("go", "").partition(":")
    if go or with_form.found or takes_file_back():  # what was answered may change what is asked
        return _show(view, page, previewed=which, errors=with_form.errors)
    errors = {**wrong_in_edit(opened, may_change), **with_form.errors}
    is_asked_more = not with_form.asked.issuperset(page.unanswered)
    if errors or is_asked_more:
        return _show(view, page, errors=errors, is_asked_more=is_asked_more)
    return _save(view, page)


def _save(view: PortalView, page: Page) -> Any:
    number, by = page.case.number, current_viewer()
    try:
        with unit_of_work() as session:
            save_edit(session, by=by, case=page.case, version=page.version, opened=page.opened)
    except Stale as stale:
        fresh = _fresh(page)
        now = Page(fresh.case, fresh.opened, fresh.case.version, fresh.may_change, fresh.brought)
        return _show(view, now, differences=stale.differences)
    except StaleDataError:  # somebody saved in this very moment: now there is a difference to show
        return _save(view, _fresh(page))
    except OutOfReach:
        abort(404)
    except Unfinished as unfinished:
        return _show(view, _fresh(page), errors=unfinished.errors)
    except Refused as refused:
        return _show(view, _fresh(page), errors={refused.field or "": str(refused.reason)})
    return redirect(f"/cases/{number}")


def _fresh(page: Page) -> Page:
    """The same with the case as it is now."""
    return Page(case_or_404(page.case.number), page.opened, page.version, page.may_change, page.brought)


def _show(
    view: PortalView,
    page: Page,
    *,
    errors: Mapping[str, str] | None = None,
    differences: Sequence[Difference] = (),
    is_asked_more: bool = False,
    previewed: str = "",
) -> Any:
    errors, case = errors or {}, page.case
    asking = Asking(page.opened, errors, previewed, page.brought.sealed, page.brought.found)
    return view.page(
        "cases/edit.html",
        status=409 if differences else 422 if errors or is_asked_more else 200,
        case=case,
        account=db.session().get(Account, case.account_id),
        why_account_stays=STAYS["account"],
        version=page.version,
        nonce=page.brought.nonce,
        sections=[drawn for step in page.steps for drawn in sections_of(asking, step)],
        asked=" ".join(page.codes),
        problems=problems_of(errors),
        has_errors=bool(errors),
        is_asked_more=is_asked_more,
        differences=[
            (label_of(f, case), value_of(f, theirs, case), value_of(f, mine, case))
            for f, theirs, mine in differences
        ],
    )
