"""/profile/notices: what one wants to be told of, and how."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.database import db
from app.mail.notices import DIGEST, KINDS, MAIL, PORTAL, keep_notices, notices
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs

FOR_STAFF = ("assignment", "task")


class NoticesView(PortalView):
    """One's own choices. The link in each mail leads here."""

    route_base = "/profile"
    default_view = "notices"

    @expose("/notices")
    @needs("can_read", "Home")
    def notices(self) -> Any:
        by = current_viewer()
        chosen, words = notices(db.session(), by=by), _words()
        shown = [kind for kind in KINDS if by.is_staff or kind not in FOR_STAFF]
        return self.page("notices.html", chosen=chosen, kinds=[(k, *words[k]) for k in shown], ways=_ways())

    @expose("/notices", methods=["POST"])
    @needs("can_read", "Home")
    def keep(self) -> Any:
        with unit_of_work() as session:
            keep_notices(session, by=current_viewer(), choices=request.form)
        flash(_("Your choice is kept."), "success")
        return redirect("/profile/notices", 303)


def _words() -> dict[str, tuple[str, str]]:
    """What each kind is called, and when it comes."""
    return {
        "registered": (
            _("Registered"),
            _("A case of yours, or of an account that you watch, is registered."),
        ),
        "note": (_("Notes and files"), _("Somebody wrote a note or added files on a case that you follow.")),
        "status": (_("Status"), _("A case that you follow now stands elsewhere.")),
        "priority": (_("Priority"), _("The priority of a case that you follow has changed.")),
        "assignment": (_("Assignment"), _("A case was given to you or your team.")),
        "escalation": (
            _("Escalations"),
            _("A case that you follow was escalated, or is answered by management."),
        ),
        "task": (_("Tasks"), _("Somebody wrote about a task of yours.")),
        "closing": (_("Reminders and closing"), _("A case waits for your answer, or will be closed.")),
        "messages": (_("Messages"), _("Product updates and announcements.")),
    }


def _ways() -> list[tuple[str, str]]:
    return [
        (MAIL, _("A mail at once")),
        (DIGEST, _("In one mail a day")),
        (PORTAL, _("Only in the portal")),
    ]
