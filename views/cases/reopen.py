"""/cases/<number>/reopening: a closed case is not solved after all."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.reopen import reopen
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.fetch import case_or_404
from views.cases.show import show_case


class ReopeningView(PortalView):
    route_base = "/cases"
    default_view = "reopen"

    @expose("/<int:number>/reopening", methods=["POST"])
    @needs("can_edit", "Cases")
    def reopen(self, number: int) -> Any:
        case, reason = case_or_404(number), request.form.get("reason", "")
        try:
            with unit_of_work() as session:
                reopen(session, by=current_viewer(), case=case, reason=reason)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            field = "reopen-reason" if refused.field == "reason" else None
            return show_case(self, number, reopening={"errors": {field: [refused.reason]}, "reason": reason})
        flash(_("The case is open again."), "success")
        return redirect(f"/cases/{number}", 303)
