"""/cases/<number>/notes/<id>: correcting one's own note, taking it back, and giving it again."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.conversation.correct import edit_note, give_again, withdraw_note
from app.conversation.read import note_of
from app.database import db
from app.desk.merge.own_words import act_elsewhere
from app.refused import NotAllowed, OutOfReach, Refused, Stale
from app.unit_of_work import unit_of_work
from models.conversation import Note
from views.base import PortalView, needs
from views.cases.fetch import case_or_404, goes_on_at
from views.files import ROW_ID

NOTE = f"/<int:number>/notes/<{ROW_ID}:note_id>"


class NoteActsView(PortalView):
    route_base = "/cases"
    default_view = "edit"

    @expose(f"{NOTE}/edit", methods=["GET", "POST"])
    @needs("can_edit", "Cases")
    def edit(self, number: int, note_id: int) -> Any:
        note = _own_note_or_404(number, note_id)
        if request.method == "GET":
            return _show(self, number, note, note.body)
        body, was = request.form.get("body", ""), _moment(request.form.get("was", ""))
        try:
            with unit_of_work() as session:
                edit_note(session, by=current_viewer(), note=note, body=body, was=was)
        except Stale as stale:
            return _show(self, number, note, body, 409, differences=stale.differences)
        except (NotAllowed, OutOfReach):
            abort(404)
        except Refused as refused:
            return _show(self, number, note, body, 422, errors={refused.field: [str(refused.reason)]})
        return redirect(f"/notes/{note.id}", 303)

    @expose(f"{NOTE}/withdrawal", methods=["POST"])
    @needs("can_edit", "Cases")
    def withdraw(self, number: int, note_id: int) -> Any:
        done = _("The note is withdrawn. You can undo this for a few minutes.")
        return _act(number, note_id, withdraw_note, done, keeps_files="keep_files" in request.args)

    @expose(f"{NOTE}/withdrawal/removal", methods=["POST"])
    @needs("can_edit", "Cases")
    def undo(self, number: int, note_id: int) -> Any:
        return _act(number, note_id, give_again, _("The note is back."))


def _act(number: int, note_id: int, verb: Callable[..., None], done: str, **how: bool) -> Any:
    """On a note of this case, or on one that went along to a case that its author does not see."""
    by, case, back = current_viewer(), case_or_404(number), f"/cases/{number}"
    try:
        with unit_of_work() as session:
            if case.merged_into_id is not None and goes_on_at(case) is None:
                act_elsewhere(session, by=by, case=case, note_id=note_id, verb=verb, **how)
            else:
                back = f"/notes/{note_id}"
                verb(session, by=by, note=_own_note_or_404(number, note_id), **how)
    except (NotAllowed, OutOfReach):
        abort(404)
    except Refused as refused:
        flash(str(refused.reason), "danger")
    else:
        flash(done, "success")
    return redirect(back, 303)


def _own_note_or_404(number: int, note_id: int) -> Note:
    """One's own note on this case. Somebody else's answers as one that is not there."""
    note = note_of(db.session(), case_or_404(number), note_id)
    if note is None or note.author_id != current_viewer().person_id:
        abort(404)
    return note


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except (ValueError, OverflowError):
        return datetime(1, 1, 1, tzinfo=UTC)  # of no note: it is stale


def _show(view: PortalView, number: int, note: Note, body: str, status: int = 200, **more: Any) -> Any:
    shown = {"errors": {}, "differences": [], **more}
    return view.page("cases/note_edit.html", status=status, number=number, note=note, body=body, **shown)
