"""/desk/callers: a case for somebody who calls."""

from typing import Any

from flask import request
from flask_appbuilder import expose

from app.access.manager import current_viewer
from app.database import db
from app.desk.callers import MOST, callers
from views.base import PortalView, needs


class CallerView(PortalView):
    route_base = "/desk"
    default_view = "callers"

    @expose("/callers")
    @needs("can_edit", "Desk")
    def callers(self) -> Any:
        typed = request.args.get("q", "")[:100]
        found = callers(db.session(), current_viewer(), typed)
        return self.page("desk/callers.html", typed=typed, found=found, most=MOST)
