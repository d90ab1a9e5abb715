"""/acting: a person with several accounts picks the one to act for."""

from typing import Any

from flask import abort, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_login import current_user

from app.access.acting import pick
from app.access.manager import current_viewer
from app.access.place_names import place_names
from app.access.viewer import NOBODY
from app.database import db
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.crud.asked import row_id
from views.next_page import page_here


class ActingView(PortalView):
    """Nothing of it stands in an address: the choice is kept, and looked at again at each request."""

    route_base = "/acting"
    default_view = "act_for"

    @expose("/", methods=["POST"])
    @needs("can_read", "Home")
    def act_for(self) -> Any:
        account_id = row_id(request.form.get("account", "")) or 0
        with unit_of_work() as session:
            if not pick(session, current_viewer(), account_id):
                abort(404)
        return redirect(page_here(request.form.get("next")), 303)


def acting_choices() -> tuple[tuple[int, str], ...]:
    """(id, name) of the accounts that one may act for, the present one first; empty without a choice."""
    viewer = current_viewer() if current_user.is_authenticated else NOBODY
    if len(viewer.places) < 2:
        return ()
    names, hidden = place_names(db.session(), viewer), _("Another account of your organisation")
    return tuple((place.id, names.get(place.id, hidden)) for place in viewer.places)
