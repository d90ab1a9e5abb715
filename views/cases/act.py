"""What is done with a case. Each act is a resource with one verb behind it."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.assign import assign
from app.cases.assign_team import assign_team
from app.cases.change_status import change_status
from app.cases.listing.choice import whole
from app.cases.rights import may_edit
from app.cases.set_severity import set_severity
from app.database import db
from app.refused import OutOfReach, Refused, Stale
from app.requests.of_case import request_of
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.changes import value_of
from views.cases.edit import edit
from views.cases.fetch import case_or_404, goes_on_at
from views.cases.forms import NoteForm, put_error
from views.cases.send import keep_files, send_note
from views.cases.show import show_case
from views.cases.stale import assigned_in_words, stale_assignment, stale_status


class CaseActView(PortalView):
    route_base = "/cases"
    default_view = "edit"

    @expose("/<int:number>/notes", methods=["POST"])
    @needs("can_edit", "Cases")
    def add_note(self, number: int) -> Any:
        case, form = case_or_404(number), NoteForm()
        there = goes_on_at(case)
        if there is not None:
            return _waits_where_it_goes_on(self, there, form)
        note = send_note(case, form)
        if note is None:
            return show_case(self, number, form=form)
        return redirect(f"/cases/{number}#note-{note.id}")

    @expose("/<int:number>/status", methods=["POST"])
    @needs("can_edit", "Cases")
    def set_status(self, number: int) -> Any:
        case = case_or_404(number)
        to, reason, why, was = (request.form.get(name, "") for name in ("to", "reason", "why", "was"))
        said: dict[str, Any] = {"wanted": to, "reason": reason, "why": why}
        try:
            with unit_of_work() as session:
                change_status(session, by=current_viewer(), case=case, to=to, reason=reason, why=why, was=was)
        except OutOfReach:
            abort(404)
        except Stale as stale:
            return show_case(self, number, status_errors=[stale_status(stale, case)], is_stale=True, **said)
        except Refused as refused:
            wrong, about = [refused.reason], refused.field
            return show_case(self, number, status_errors=wrong, wrong_field=about, **said)
        flash(_("The status is now: %(status)s.", status=value_of("status", to, case)), "success")
        return redirect(f"/cases/{number}")

    @expose("/<int:number>/assignment", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_assignee(self, number: int) -> Any:
        """`to` is an agent's id, `me`, or empty for nobody; `was` whose it was on the page."""
        case, by, to = case_or_404(number), current_viewer(), request.form.get("to", "")
        agent = by.person_id if request.args.get("me") or to == "me" else whole(to)
        back = _back(f"/cases/{number}")
        try:
            with unit_of_work() as session:
                assign(session, by=by, case=case, to=agent, was=request.values.get("was"))
        except Stale as stale:
            if back.startswith("/desk/"):
                flash(stale_assignment(stale, case), "warning")
                return redirect(back, 303)
            told = [stale_assignment(stale, case), _("Send it again if you mean it.")]
            return show_case(self, number, status_errors=told, is_stale=True)
        except Refused as refused:
            return show_case(self, number, status_errors=[refused.reason])
        flash(assigned_in_words(case, agent), "success")
        return redirect(back)

    @expose("/<int:number>/team", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_team(self, number: int) -> Any:
        """`to` is the id of a team, or empty for none."""
        case, to = case_or_404(number), request.form.get("to", "")
        try:
            with unit_of_work() as session:
                assign_team(session, by=current_viewer(), case=case, to=whole(to) if to else None)
        except Refused as refused:
            return show_case(self, number, status_errors=[refused.reason])
        return redirect(f"/cases/{number}", 303)

    @expose("/<int:number>/severity", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_severity(self, number: int) -> Any:
        """`to` is the code of a severity."""
        case, reason = case_or_404(number), request.form.get("reason", "")
        try:
            with unit_of_work() as session:
                set_severity(
                    session, by=current_viewer(), case=case, to=request.form.get("to", ""), reason=reason
                )
        except Refused as refused:
            said: dict[str, Any] = {"status_errors": [refused.reason], "wrong_field": refused.field}
            return show_case(self, number, **said, severity_reason=reason)
        return redirect(f"/cases/{number}", 303)

    @expose("/<int:number>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Cases")
    def edit(self, number: int) -> Any:
        case = case_or_404(number)
        if not may_edit(db.session(), current_viewer(), case):
            abort(404)
        opened = request_of(db.session(), current_viewer(), case, to_edit=True)
        return edit(self, case, opened) if opened is not None else abort(404)


def _waits_where_it_goes_on(view: PortalView, there: int, form: NoteForm) -> Any:
    """The case was merged while somebody wrote: nothing is sent yet, and nothing that was typed is lost."""
    keep_files(form)
    said = _("The case was merged into this one while you wrote. Send your note here if you mean it.")
    put_error(form, Refused(said, "body"))
    return show_case(view, there, form=form)


def _back(to: str) -> str:
    """To the queue as it was listed, where the button stood in it."""
    asked = request.form.get("back", "")
    return asked if asked.startswith("/desk/?") or asked == "/desk/" else to
