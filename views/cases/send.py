"""Sending a note or files: what was typed and uploaded stays when something is refused."""

from flask import abort, request

from app.access.manager import current_viewer
from app.cases.add_files import add_files
from app.cases.listing.choice import whole
from app.conversation.draft import drop_draft
from app.conversation.post_note import post_note
from app.database import db
from app.desk.macros.use import set_fields
from app.files.attach import attach_uploads
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.case import Case
from models.conversation import Note
from views.cases.forms import FilesForm, NoteForm, put_error
from views.files import keep_sent_files, takes_file_back


def send_note(case: Case, form: NoteForm) -> Note | None:
    """The note with its files; None when the form has errors now."""
    by = current_viewer()
    if not (keep_files(form) and form.validate()):
        return None
    try:
        with unit_of_work() as session:
            body, is_internal = form.body.data or "", bool(form.is_internal.data)
            to = {"reply_to": whole(form.reply_to.data), "task": whole(form.task.data)}
            note = post_note(session, by=by, case=case, body=body, is_internal=is_internal, **to)
            nonce = form.nonce.data or ""
            attach_uploads(session, by=by, nonce=nonce, case=case, note=note, is_internal=is_internal)
            _do_what_the_macro_sets(case)
            drop_draft(session, by=by, case=case)
        return note
    except OutOfReach:
        abort(404)
    except Refused as refused:
        put_error(form, refused)
        return None


def keep_files(form: NoteForm | FilesForm) -> bool:
    """Keep what came with the form. False when it comes back: a file was refused, or removed."""
    refusals = keep_sent_files(form.nonce.data or "")
    for refused in refusals:
        put_error(form, refused)
    return not refusals and not takes_file_back()


def send_files(case: Case, form: FilesForm) -> bool:
    """Files without a note; False when the form has errors now."""
    if not (keep_files(form) and form.validate()):
        return False
    try:
        with unit_of_work() as session:
            add_files(
                session,
                by=current_viewer(),
                case=case,
                nonce=form.nonce.data or "",
                description=form.description.data or "",
                is_internal=bool(form.is_internal.data),
            )
    except OutOfReach:
        abort(404)
    except Refused as refused:
        put_error(form, refused)
        return False
    return True


def _do_what_the_macro_sets(case: Case) -> None:
    """Where the note began with a macro: in the same transaction, so that all of it happens or nothing."""
    macro = whole(request.form.get("macro", ""))
    if macro and not request.form.get("only_note"):
        set_fields(db.session(), by=current_viewer(), case=case, macro_id=macro)
