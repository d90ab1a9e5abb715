"""/notes/<id>: where a note stands, however long the conversation is."""

from typing import Any

from flask import abort, redirect
from flask_appbuilder import expose

from app.conversation.read import place_of_note
from app.database import db
from views.base import PortalView, needs
from views.files import ROW_ID


class NoteView(PortalView):
    route_base = "/notes"
    default_view = "note"

    @expose(f"/<{ROW_ID}:note_id>")
    @needs("can_read", "Cases")
    def note(self, note_id: int) -> Any:
        number, before = place_of_note(db.session(), note_id) or abort(404)
        part = f"?before={before}" if before else ""
        return redirect(f"/cases/{number}{part}#note-{note_id}")
