"""Sending a note or files: what was typed and uploaded stays when something is refused."""

from flask import abort

from app.access.manager import current_viewer
from app.cases.add_files import add_files
from app.conversation.post_note import post_note
from app.files.attach import attach_uploads
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.case import Case
from models.conversation import Note
from views.cases.forms import NoteForm, put_error
from views.files import keep_sent_files, takes_file_back


def send_note(case: Case, form: NoteForm) -> Note | None:
    """The note with its files; None when the form has errors now."""
    by = current_viewer()
    if not (keep_files(form) and form.validate()):
        return None
    try:
        with unit_of_work() as session:
            body, is_internal = form.body.data or "", bool(form.is_internal.data)
            note = post_note(session, by=by, case=case, body=body, is_internal=is_internal)
            nonce = form.nonce.data or ""
            attach_uploads(session, by=by, nonce=nonce, case=case, note=note, is_internal=is_internal)
        return note
    except OutOfReach:
        abort(404)
    except Refused as refused:
        put_error(form, refused)
        return None


def keep_files(form: NoteForm) -> bool:
    """Keep what came with the form. False when it comes back: a file was refused, or removed."""
    refusals = keep_sent_files(form.nonce.data or "")
    for refused in refusals:
        put_error(form, refused)
    return not refusals and not takes_file_back()


def send_files(case: Case, form: NoteForm) -> bool:
    """Files without a note; False when the form has errors now."""
    if not (keep_files(form) and form.validate()):
        return False
    try:
        with unit_of_work() as session:
            add_files(session, by=current_viewer(), case=case, nonce=form.nonce.data or "")
    except OutOfReach:
        abort(404)
    except Refused as refused:
        put_error(form, refused)
        return False
    return True
