"""/search: what was found, by kind, the best first; and the suggestions while somebody types."""

from typing import Any

from flask import redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.access.scope import ALL
from app.access.viewer import Viewer
from app.database import db
from app.search.ask import KINDS, Ask
from app.search.cases import case_numbered
from app.search.words import whole_number
from views.base import PortalView, needs_any
from views.scope import scope_labels
from views.search.found import Group, group_of, may_find
from views.search.suggest import suggestions

SEARCHABLE = (("can_read", "Cases"), ("can_read", "Accounts"), ("can_read", "Messages"))
FEW, MANY = 5, 25


class SearchView(PortalView):
    route_base = ""
    default_view = "search"

    @expose("/search")
    @needs_any(*SEARCHABLE)
    def search(self) -> Any:
        ask, by = Ask.read(request.args), current_viewer()
        number = whole_number(ask.q)
        if number is not None and may_find("cases", by) and case_numbered(db.session(), number):
            return redirect(f"/cases/{number}")
        groups = _groups(ask, by)
        return self.page(
            "search/results.html",
            ask=ask,
            groups=groups,
            is_found=any(group.rows for group in groups),
            kinds=_kinds(ask, by),
            states=[("", _("Open and closed")), ("open", _("Open")), ("closed", _("Closed"))],
            scopes=[("" if scope == ALL else scope, label) for scope, label in scope_labels("case.view")],
            may_open=by.may("can_create", "Cases") and not by.reach("case.create").is_empty,
        )

    @expose("/search/suggestions")
    @needs_any(*SEARCHABLE)
    def suggestions(self) -> Any:
        """The options of the list below the field, without a page around them."""
        ask = Ask.read(request.args)
        found = suggestions(db.session(), current_viewer(), ask)
        return self.page("search/suggestions.html", ask=ask, groups=found)


def _groups(ask: Ask, by: Viewer) -> list[Group]:
    """All kinds, a few of each; or one kind, page by page."""
    if not ask.words:
        return []
    asked = (
        [ask.kind] if ask.kind else [kind for kind in KINDS if kind == "cases" or not ask.state + ask.scope]
    )
    size = MANY if ask.kind else FEW
    return [group_of(kind, db.session(), by, ask, size) for kind in asked if may_find(kind, by)]


def _kinds(ask: Ask, by: Viewer) -> list[dict[str, Any]]:
    names = {
        "": _("All"),
        "cases": _("Cases"),
        "accounts": _("Accounts"),
        "contacts": _("Contacts"),
        "articles": _("Articles"),
        "messages": _("Messages"),
    }
    return [
        {"label": label, "href": _url_of(ask, kind), "is_current": ask.kind == kind}
        for kind, label in names.items()
        if not kind or may_find(kind, by)
    ]


def _url_of(ask: Ask, kind: str) -> str:
    return ask.url(kind=kind) if kind in ("", "cases") else ask.url(kind=kind, state="", scope="")
