"""/cases/<number>/priority: how urgent the case is now, and why."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.change_priority import change_priority
from app.refused import OutOfReach, Refused, Stale
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.changes import value_of
from views.cases.fetch import case_or_404
from views.cases.show import show_case


class PriorityChangeView(PortalView):
    route_base = "/cases"
    default_view = "change"

    @expose("/<int:number>/priority", methods=["POST"])
    @needs("can_edit", "Cases")
    def change(self, number: int) -> Any:
        """A stale one is shown what it is by now, and sent again it is meant."""
        case = case_or_404(number)
        to, was, reason = (request.form.get(name, "") for name in ("priority", "was", "reason"))
        typed = {"wanted": to, "reason": reason}
        try:
            with unit_of_work() as session:
                change_priority(session, by=current_viewer(), case=case, to=to, was=was, reason=reason)
        except OutOfReach:
            abort(404)
        except Stale as stale:
            return show_case(self, number, urgency={**typed, **_stale(stale, case)})
        except Refused as refused:
            field = refused.field if refused.field in ("priority", "priority-reason") else None
            return show_case(self, number, urgency={**typed, "errors": {field: [refused.reason]}})
        flash(_("The priority is now: %(priority)s.", priority=value_of("priority", to, case)), "success")
        return redirect(f"/cases/{number}", 303)


def _stale(stale: Stale, case: Any) -> dict[str, Any]:
    _field, theirs, mine = stale.differences[0]
    said = _(
        "Somebody else changed the priority: it is “%(theirs)s” now, and you chose “%(mine)s”. "
        "Send it again if you mean it.",
        theirs=value_of("priority", theirs, case),
        mine=value_of("priority", mine, case),
    )
    return {"errors": {"priority": [said]}, "is_stale": True}
