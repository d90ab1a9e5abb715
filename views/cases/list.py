"""The case list."""

from typing import Any
from urllib.parse import urlencode

from flask import redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import Choice, whole
from app.cases.listing.columns import USUAL, chosen
from app.cases.listing.find import count, find_page, most_counted
from app.cases.listing.sought import Sought, seek
from app.cases.own_views.kept import kept_views_of
from app.cases.own_views.read import LAST, OwnView, Views
from app.database import db
from app.keyset import Page
from app.people.preferences import remember
from app.request_types.published import request_types
from app.setup.scales import scales
from models.case import FIRST_NUMBER, Case
from views.base import PortalView, needs
from views.cases.cells import rows_of
from views.cases.counts import counted, named_views
from views.cases.filter_form import filter_form
from views.cases.heads import heads_of
from views.cases.mark_words import legend, marker
from views.cases.ready_made import scope_words
from views.parts.reader import reader


class CaseListView(PortalView):
    route_base = "/cases"
    default_view = "cases"

    @expose("/")
    @needs("can_read", "Cases")
    def cases(self) -> Any:
        session, by = db.session(), current_viewer()
        number = _number(request.args.get("q", ""))
        if number is not None and _is_there(number):
            return redirect(f"/cases/{number}")
        views = kept_views_of(session, by, current_user.counters)
        choice = _choice(by, views)
        sought = seek(session, by, choice, reader().zone)
        page = find_page(session, by, choice, sought.where)
        if number is not None and not page.rows:
            sought.said.append(("q", _("No case that you may see has the number %(number)s.", number=number)))
        return self.page(
            "cases/list.html",
            choice=choice,
            page=page,
            sought=sought,
            filter_form=filter_form(choice, sought.owner, scales(session), request_types(session), by),
            total=_total(choice, page, sought),
            counts=counted(by, views, request.args) if "counts" in request.args else {},
            by=by,
            may_open=not by.reach("case.create").is_empty,
            **_table(by, choice, page),
            **_offered(by, choice, views),
        )


def _table(by: Viewer, choice: Choice, page: Page) -> dict[str, Any]:
    """The rows with their headings."""
    columns = chosen(by, choice.columns)
    session = db.session()
    is_short = choice.columns == USUAL
    rows = rows_of(page.rows, columns, scales(session), request_types(session), marker(by), is_short=is_short)
    heads = heads_of(columns, choice)
    return {"rows": rows, "legend": legend(), "heads": heads, "most_counted": most_counted(choice)}


def _offered(by: Viewer, choice: Choice, views: Views) -> dict[str, Any]:
    """What one may choose from: views, scopes, filters; `saved` and `stays` are the list for other pages."""
    return {
        "groups": named_views(by, views),
        "chosen": choice.view,
        "opened": _opened(choice, views),
        "saved": urlencode(choice.fields()),
        "stays": _stays(choice),
        "scopes": _scopes(choice, by),
    }


def _number(text: str) -> int | None:
    """The number of a case when the text is one."""
    found = whole(text.strip())
    return found if found is not None and len(str(found)) == len(str(FIRST_NUMBER)) else None


def _is_there(number: int) -> bool:
    """Whether a case of this number is the viewer's to see."""
    return db.session.scalar(select(Case.id).where(Case.number == number)) is not None


def _choice(by: Viewer, views: Views) -> Choice:
    session, args = db.session(), request.args
    choice = Choice.read(args, by, views.settings, opens=views.opens)
    if "view" in args and views.last != choice.view and "view" not in choice.wrong:
        remember(session, by, LAST, choice.view, is_kept=True)
    return choice


def _total(choice: Choice, page: Page, sought: Sought) -> int:
    """It comes along with the rows; a page behind the last one has none."""
    if page.rows:
        return int(page.rows[0].total)
    is_first = not (choice.after or choice.before)
    return 0 if is_first else count(db.session(), sought.where, most_counted(choice))


def _scopes(choice: Choice, by: Viewer) -> list[dict[str, Any]]:
    return [
        {"label": label, "href": choice.url(scope=scope, account=None), "is_current": choice.scope == scope}
        for scope, label in scope_words(by)
    ]


def _stays(choice: Choice) -> str:
    """What the counts need to know of this list."""
    kept = {name: value for name, value in choice.fields().items() if name in ("scope", "account")}
    return urlencode({"chosen": choice.view, **kept})


def _opened(choice: Choice, views: Views) -> OwnView | None:
    return next((view for view in views.built if view.code == choice.view), None)
