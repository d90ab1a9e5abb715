"""The case list."""

from typing import Any

from flask import redirect, request
from flask import session as cookie
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import SIZES, Choice, whole
from app.cases.listing.columns import USUAL, chosen
from app.cases.listing.find import MOST_COUNTED, count, find_page
from app.cases.listing.sought import Sought, seek
from app.database import db
from app.keyset import Page
from app.people.preferences import preference, remember
from app.setup.scales import scales
from models.case import FIRST_NUMBER, KINDS, Case
from views.base import PortalView, needs
from views.cases.cells import groups, rows_of
from views.cases.words import kind_in_words
from views.parts.reader import reader

VIEW = "case view"


class CaseListView(PortalView):
    route_base = "/cases"
    default_view = "cases"

    @expose("/")
    @needs("can_read", "Cases")
    def cases(self) -> Any:
        session, by = db.session(), current_viewer()
        number = whole(request.args.get("q", "").strip())
        if number is not None and _is_there(number):
            return redirect(f"/cases/{number}")
        choice = _choice(by)
        sought, columns = seek(session, by, choice, reader().zone), chosen(by, choice.columns)
        page = find_page(session, by, choice, sought.where)
        return self.page(
            "cases/list.html",
            choice=choice,
            page=page,
            sought=sought,
            rows=rows_of(page.rows, columns, scales(session), is_short=choice.columns == USUAL),
            heads=groups(columns),
            views=ready_made(by),
            scopes=_scopes(choice, by),
            words=scales(session),
            kinds=[(kind, kind_in_words(kind)) for kind in KINDS],
            total=_total(choice, page, sought),
            most_counted=MOST_COUNTED,
            sizes=SIZES,
            needs_htmx=True,
            may_open=not by.reach("case.create").is_empty,
        )


def _is_there(number: int) -> bool:
    """Whether a case of this number is the viewer's to see."""
    found = select(Case.id).where(Case.number == number)
    return number >= FIRST_NUMBER and db.session.scalar(found) is not None


def _choice(by: Viewer) -> Choice:
    session, args = db.session(), request.args
    choice = Choice.read(args, by, opens=None if "view" in args else preference(session, by, VIEW))
    if "view" in args and cookie.get(VIEW) != choice.view:
        remember(session, by, VIEW, choice.view)
        cookie[VIEW] = choice.view
    return choice


def _total(choice: Choice, page: Page, sought: Sought) -> int:
    """What fits on one page has been counted by fetching it."""
    if not (choice.after or choice.before or page.after):
        return len(page.rows)
    return count(db.session(), sought.where)


def ready_made(by: Viewer) -> list[tuple[str, str]]:
    """The four views that are always there, by name (FEATURES D1)."""
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
