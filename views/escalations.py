"""/desk/escalations: the cases that were brought before the management of the service desk."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.cases.escalation.read import WHICH, count_escalations, escalations_page
from app.cases.escalation.words import escalation_word
from app.cases.listing.choice import one_of
from app.cases.listing.find import MOST_COUNTED
from app.database import db
from views.base import PortalView, needs


class EscalationListView(PortalView):
    """The work list; who manages escalations answers them on the page of each."""

    route_base = "/desk"
    default_view = "escalations"

    @expose("/escalations")
    @needs("can_read", "Desk")
    def escalations(self) -> Any:
        session, which = db.session(), one_of(WHICH, request.args.get("state"), WHICH[0])
        around = {name: request.args.get(name, "")[:400] for name in ("after", "before")}
        here = "/desk/escalations?state="
        return self.page(
            "desk/escalations.html",
            which=which,
            kinds=[
                {
                    "label": _label(code),
                    "href": here + code,
                    "is_current": code == which,
                }
                for code in WHICH
            ],
            page=escalations_page(session, which, **around),
            total=count_escalations(session, which),
            most_counted=MOST_COUNTED,
        )


def _label(which: str) -> str:
    """Short: the page says that they are escalations."""
    return {
        "open": _("Going on"),
        "in_progress": _("In progress"),
        "on_hold": _("On hold"),
        "cancelled": _("Cancelled"),
        "closed": _("Closed"),
        "completed": _("Completed"),
        "all": _("All"),
    }.get(which) or escalation_word(which)
