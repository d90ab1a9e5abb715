"""/cases/hints: articles, messages and open cases about the same, while a subject is typed."""

from typing import Any

from flask import request
from flask_appbuilder import expose

from app.access.manager import current_viewer
from app.database import db
from app.requests.hints import hints
from views.base import PortalView, needs


class HintsView(PortalView):
    route_base = "/cases"
    default_view = "hints"

    @expose("/hints")
    @needs("can_create", "Cases")
    def hints(self) -> Any:
        """A fragment for the form; nothing found is an empty answer."""
        found = hints(db.session(), current_viewer(), request.args.get("q", ""))
        return ("", 204) if found.is_empty else self.page("requests/hints.html", hints=found)
