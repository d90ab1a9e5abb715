"""The case list."""

from typing import Any

from flask import redirect, request
from flask import session as cookie
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import SIZES, Choice
from app.cases.listing.find import COLUMNS, MOST_COUNTED, count, find_page
from app.database import db
from app.keyset import Page
from app.people.preferences import preference, remember
from app.setup.scales import scales
from models.account import Account
from models.case import KINDS
from views.base import PortalView, needs
from views.cases.words import kind_in_words

VIEW = "case view"


class CaseListView(PortalView):
    route_base = "/cases"
    default_view = "cases"

    @expose("/")
    @needs("can_read", "Cases")
    def cases(self) -> Any:
        session, by = db.session(), current_viewer()
        if request.args.get("q", "").strip().isdigit() and len(request.args["q"].strip()) == 8:
            return redirect(f"/cases/{request.args['q'].strip()}")
        choice = Choice.read(
            request.args, preference(session, by, VIEW) if "view" not in request.args else None
        )
        if "view" in request.args and cookie.get(VIEW) != choice.view:
            remember(session, by, VIEW, choice.view)
            cookie[VIEW] = choice.view
        page = find_page(session, by, choice)
        return self.page(
            "cases/list.html",
            choice=choice,
            page=page,
            rows=[tuple(row)[: len(COLUMNS)] for row in page.rows],
            views=_views(choice, by),
            scopes=_scopes(choice, by),
            account=_account(choice),
            columns=_columns(),
            words=scales(session),
            kinds=[(kind, kind_in_words(kind)) for kind in KINDS],
            total=_total(choice, page, by),
            most_counted=MOST_COUNTED,
            sizes=SIZES,
            may_open=not by.reach("case.create").is_empty,
        )


def _total(choice: Choice, page: Page, by: Viewer) -> int:
    """What fits on one page has been counted by fetching it."""
    if not (choice.after or choice.before or page.after):
        return len(page.rows)
    return count(db.session(), by, choice)


def _views(choice: Choice, by: Viewer) -> list[tuple[str, str]]:
    """The views of the list by name (FEATURES D1)."""
    everybodys = _("All open cases") if by.is_staff else _("My account's open cases")
    return [
        ("all_mine", _("All my cases")),
        ("account_open", everybodys),
        ("my_open", _("My open cases")),
        ("my_closed", _("My closed cases")),
    ]


def _scopes(choice: Choice, by: Viewer) -> list[dict[str, Any]]:
    """Only for who sees more than the own account."""
    relations = {grant.relation for grant in by.reach("case.view").grants}
    if not relations - {"own"} and len(by.places) < 2:
        return []
    names = [("account", _("This account"))]
    if "descendant" in relations:
        names.append(("tree", _("With sub-accounts")))
    names.append(("all", _("All I may see")))
    return [
        {"label": label, "href": choice.url(scope=scope, account=None), "is_current": choice.scope == scope}
        for scope, label in names
    ]


def _account(choice: Choice) -> Account | None:
    return db.session().get(Account, choice.account) if choice.account is not None else None


def _columns() -> list[tuple[str, str]]:
    return [
        ("number", _("Number")),
        ("subject", _("Subject")),
        ("kind", _("Type")),
        ("priority", _("Priority")),
        ("status", _("Status")),
        ("owner", _("Owner")),
        ("created", _("Created")),
        ("updated", _("Last update")),
    ]
