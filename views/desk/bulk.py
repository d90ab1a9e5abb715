"""/desk/assignments and so on: one act on the cases that were chosen in the queue."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.assign import assign
from app.cases.assign_team import assign_team
from app.cases.change_priority import change_priority
from app.cases.change_status import change_status
from app.cases.listing.choice import whole
from app.cases.subscribe import subscribe
from app.desk.bulk import SomeRefused, act_on, not_followed
from app.refused import Refused
from app.setup.scales import scales
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView, needs
from views.desk.queue import show_queue

Act = Callable[[Session, Viewer, list[int]], Callable[[Case], None]]


class BulkView(PortalView):
    route_base = "/desk"
    default_view = "set_assignees"

    @expose("/assignments", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_assignees(self) -> Any:
        """`to` is an agent's id, `me`, `nobody`, or `team-` and the id of a team or nothing."""
        return self._act(_assigns)

    @expose("/statuses", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_statuses(self) -> Any:
        return self._act(_sets_status)

    @expose("/priorities", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_priorities(self) -> Any:
        return self._act(_sets_priority)

    @expose("/subscriptions", methods=["POST"])
    @needs("can_edit", "Desk")
    def follow(self) -> Any:
        return self._act(_follows)

    def _act(self, act: Act) -> Any:
        by, numbers = current_viewer(), _numbers()
        try:
            with unit_of_work() as session:
                verb = act(session, by, numbers)
                done = len(act_on(session, by=by, numbers=numbers, verb=verb))
        except Refused as refused:
            told = refused.cases if isinstance(refused, SomeRefused) else ()
            return show_queue(self, numbers, errors=[refused.reason], refused=told)
        flash(ngettext("%(num)s case is changed.", "%(num)s cases are changed.", done), "success")
        return redirect(f"/desk/?{request.query_string.decode()}", 303)


def _numbers() -> list[int]:
    return [whole(one) or 0 for one in request.form.getlist("rowid")]


def _assigns(session: Session, by: Viewer, numbers: list[int]) -> Callable[[Case], None]:
    to = request.form.get("to", "")
    if to.startswith("team-"):
        team = whole(to.removeprefix("team-"))
        return lambda case: assign_team(session, by=by, case=case, to=team)
    if to not in ("me", "nobody") and whole(to) is None:
        raise Refused(_("Choose to whom the cases go."), "to")
    agent = by.person_id if to == "me" else whole(to)
    return lambda case: assign(session, by=by, case=case, to=agent)


def _sets_status(session: Session, by: Viewer, numbers: list[int]) -> Callable[[Case], None]:
    status, said = request.form.get("status", ""), {"reason": request.form.get("reason", "")}
    said["why"] = request.form.get("why", "")
    if status not in scales(session).status_by_code:
        raise Refused(_("Choose a status."), "status")
    return lambda case: change_status(session, by=by, case=case, to=status, **said)


def _sets_priority(session: Session, by: Viewer, numbers: list[int]) -> Callable[[Case], None]:
    code = request.form.get("priority", "")
    if code not in scales(session).priority_by_code:
        raise Refused(_("Choose a priority."), "priority")
    reason = request.form.get("reason", "")
    return lambda case: change_priority(session, by=by, case=case, to=code, reason=reason)


def _follows(session: Session, by: Viewer, numbers: list[int]) -> Callable[[Case], None]:
    missing = not_followed(session, by, numbers)
    return lambda case: subscribe(session, by=by, case=case) if case.id in missing else None
