"""/help/: the guide for one's own kind of user, whom to turn to, and the way to give feedback."""

from typing import Any

from flask import abort, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.content.guides import ACCOUNTS, KINDS, STAFF, guide
from app.database import db
from app.feedback.portal import portal
from models.role import RoleText
from views.base import PortalView, needs
from views.help.asked_from import page_asked_from
from views.parts.language import current_language

# What makes a guide one's concern, beside the role it is written for.
CONCERNS = {
    **dict.fromkeys(ACCOUNTS, ("can_read", "Cases")),
    "agent": ("can_read", "Desk"),
    "desk-manager": ("can_edit", "Desk"),
    "success-manager": ("can_create", "Accounts"),
    "translator": ("can_edit", "Knowledge"),
    "administrator": ("can_read", "Setup"),
}


class HelpView(PortalView):
    """Help with the portal."""

    route_base = "/help"
    default_view = "help"

    @expose("/")
    @needs("can_read", "Home")
    def help(self) -> Any:
        by = current_viewer()
        return self._show(by, own_guides(by)[0])

    @expose("/guide/<string:kind>")
    @needs("can_read", "Home")
    def guide(self, kind: str) -> Any:
        by = current_viewer()
        return self._show(by, kind) if kind in _offered(by) else abort(404)

    def _show(self, by: Viewer, kind: str) -> Any:
        return self.page(
            "help/guide.html",
            guide=guide(kind, current_language()),
            kind=kind,
            others=[(one, guide_title(one)) for one in _offered(by)],
            contact=portal(db.session())[0],
            may_give=by.may("can_create", "Feedback"),
            asked_from=page_asked_from(),
            sees_knowledge=by.may("can_read", "Knowledge"),
            is_first=request.path == "/help/",
        )


def own_guides(by: Viewer) -> list[str]:
    """The guides written for this person; an account in the middle of a tree is parent and sub-account."""
    if not by.is_staff:
        home = by.home.id if by.home else 0
        found = {source.kind for source in by.sources if source.grant and source.grant.place.id == home}
        return [kind for kind in ACCOUNTS if kind in found] or ["standard"]
    query = select(RoleText.code).where(RoleText.role_id.in_(by.role_ids))
    codes = {code.replace("_", "-") for code in db.session().scalars(query)}
    by_right = (kind for kind in reversed(STAFF) if by.may(*CONCERNS[kind]))
    return [kind for kind in STAFF if kind in codes] or [*by_right, "translator"][:1]


def _offered(by: Viewer) -> list[str]:
    own = own_guides(by)
    if not by.is_staff:
        return own
    return [kind for kind in KINDS if kind in own or by.may(*CONCERNS[kind])]


def guide_title(kind: str) -> str:
    return {
        "parent": _("Customer of a parent account"),
        "sub": _("Customer of a sub-account"),
        "standard": _("Customer of a standard account"),
        "agent": _("Service desk agent"),
        "desk-manager": _("Desk manager"),
        "success-manager": _("Customer success manager"),
        "translator": _("Translator"),
        "administrator": _("Administrator"),
    }[kind]
