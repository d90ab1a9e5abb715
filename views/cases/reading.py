"""/cases/<number>/reading: somebody looks at the case, so that what was new is new no more."""

from typing import Any

from flask import redirect
from flask_appbuilder import expose
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.marks import see
from app.unit_of_work import unit_of_work
from views.asked_by import is_script
from views.base import PortalView, needs
from views.cases.fetch import case_or_404


class ReadingView(PortalView):
    route_base = "/cases"
    default_view = "read"

    @expose("/<int:number>/reading", methods=["POST"])
    @needs("can_read", "Cases")
    def read(self, number: int) -> Any:
        """The script of the page asks for nothing back; without it a button leads to the page again."""
        case = case_or_404(number)
        try:
            with unit_of_work() as session:
                see(session, by=current_viewer(), case=case)
        except IntegrityError:
            pass  # another window of the same person was faster
        return ("", 204) if is_script() else redirect(f"/cases/{number}", 303)
