"""What is done with a case. Each act is a resource with one verb behind it."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.assign import assign
from app.cases.change_status import change_status
from app.cases.listing.choice import whole
from app.database import db
from app.refused import OutOfReach, Refused
from app.requests.of_case import request_of
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.changes import value_of
from views.cases.edit import edit
from views.cases.fetch import case_or_404
from views.cases.forms import NoteForm
from views.cases.send import send_files, send_note
from views.cases.show import show_case


class CaseActView(PortalView):
    route_base = "/cases"
    default_view = "edit"

    @expose("/<int:number>/notes", methods=["POST"])
    @needs("can_edit", "Cases")
    def add_note(self, number: int) -> Any:
        case, form = case_or_404(number), NoteForm()
        note = send_note(case, form)
        if note is None:
            return show_case(self, number, form=form)
        return redirect(f"/cases/{number}#note-{note.id}")

    @expose("/<int:number>/files", methods=["POST"])
    @needs("can_edit", "Cases")
    def add_files(self, number: int) -> Any:
        case, form = case_or_404(number), NoteForm()
        if not send_files(case, form):
            return show_case(self, number, tab="files", form=form)
        return redirect(f"/cases/{number}/files")

    @expose("/<int:number>/status", methods=["POST"])
    @needs("can_edit", "Cases")
    def set_status(self, number: int) -> Any:
        case, to, reason = case_or_404(number), request.form.get("to", ""), request.form.get("reason", "")
        try:
            with unit_of_work() as session:
                change_status(session, by=current_viewer(), case=case, to=to, reason=reason)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            wrong, about = [refused.reason], refused.field
            return show_case(self, number, status_errors=wrong, wrong_field=about, wanted=to, reason=reason)
        flash(_("The status is now: %(status)s.", status=value_of("status", to, case)), "success")
        return redirect(f"/cases/{number}")

    @expose("/<int:number>/assignment", methods=["POST"])
    @needs("can_edit", "Desk")
    def set_assignee(self, number: int) -> Any:
        """`to` is an agent's id, `me`, or empty for nobody."""
        case, by, to = case_or_404(number), current_viewer(), request.form.get("to", "")
        to = "me" if request.args.get("me") else to
        try:
            with unit_of_work() as session:
                assign(session, by=by, case=case, to=by.person_id if to == "me" else whole(to))
        except Refused as refused:
            return show_case(self, number, status_errors=[refused.reason])
        return redirect("/desk/" if request.form.get("back") == "desk" else f"/cases/{number}")

    @expose("/<int:number>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Cases")
    def edit(self, number: int) -> Any:
        case = case_or_404(number)
        opened = request_of(db.session(), current_viewer(), case)
        return edit(self, case, opened) if opened is not None else abort(404)
