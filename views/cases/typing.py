"""What the page of a case says by itself while somebody writes: the draft, and that somebody is there."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.conversation.draft import drop_draft, keep_draft
from app.conversation.presence import be_gone, be_here, who_is_here
from app.database import db
from app.refused import OutOfReach
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView, needs
from views.cases.fetch import case_or_404
from views.cases.forms import NoteForm
from views.cases.send import keep_files
from views.cases.show import show_case
from views.marks import polled


class NoteDraftView(PortalView):
    route_base = "/cases"
    default_view = "keep"

    @expose("/<int:number>/draft", methods=["POST"])
    @needs("can_edit", "Cases")
    def keep(self, number: int) -> Any:
        """By the script every few seconds, by a button without it; then files come along."""
        case, form = case_or_404(number), NoteForm()
        is_script = request.headers.get("X-Requested-With") == "draft"
        if not is_script and not keep_files(form):
            return show_case(self, number, form=form)
        _keep(case, form)
        if is_script:
            return "", 204
        flash(_("Your draft is kept. Nobody else sees it."), "success")
        return redirect(f"/cases/{number}#body", 303)

    @expose("/<int:number>/draft/removal", methods=["POST"])
    @needs("can_edit", "Cases")
    def drop(self, number: int) -> Any:
        case = case_or_404(number)
        with unit_of_work() as session:
            drop_draft(session, by=current_viewer(), case=case)
        flash(_("The draft is discarded."), "success")
        return redirect(f"/cases/{number}", 303)


class PresenceView(PortalView):
    route_base = "/cases"
    default_view = "here"

    @expose("/<int:number>/presence", methods=["POST"])
    @polled
    @needs("can_read", "Cases")
    def here(self, number: int) -> Any:
        """Answers who else is there, so that two who type see each other at once."""
        case, by = case_or_404(number), current_viewer()
        types, is_internal = "typing" in request.form, "is_internal" in request.form
        try:
            with unit_of_work() as session:
                be_here(session, by=by, case=case, types=types, is_internal=is_internal)
        except IntegrityError:
            pass  # another window of the same person was faster
        return self.page("cases/show/presence.html", here=who_is_here(db.session(), by, case.id))

    @expose("/<int:number>/presence/removal", methods=["POST"])
    @polled
    @needs("can_read", "Cases")
    def gone(self, number: int) -> Any:
        case = case_or_404(number)
        with unit_of_work() as session:
            be_gone(session, by=current_viewer(), case=case)
        return "", 204


def _keep(case: Case, form: NoteForm) -> None:
    try:
        with unit_of_work() as session:
            keep_draft(
                session,
                by=current_viewer(),
                case=case,
                body=form.body.data or "",
                is_internal=bool(form.is_internal.data),
                nonce=form.nonce.data or "",
                reply_to=whole(form.reply_to.data),
                task=whole(form.task.data),
            )
    except OutOfReach:
        abort(404)
    except IntegrityError:
        pass  # another window of the same person was faster
