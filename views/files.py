"""Files on their way in, before their form is sent, and on their way out."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, Any

from flask import Flask, Response, abort, jsonify, request, url_for
from flask_appbuilder import expose
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.content.printable import printable
from app.database import db
from app.files.attach import discard_upload, waiting
from app.files.keep import CHUNK, keep_form_files, keep_upload
from app.files.kind import is_drawn, is_shown, served_as
from app.files.name import disposition
from app.files.pages import drawn
from app.files.store import FileStore, file_store
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.conversation import Attachment
from views.base import PortalView, needs_any

WRITERS = (("can_edit", "Messages"), ("can_edit", "Knowledge"), ("can_create", "Feedback"))
may_send = needs_any(("can_create", "Cases"), ("can_edit", "Cases"), ("can_edit", "Desk"), *WRITERS)
may_fetch = needs_any(*(("can_read", view) for view in ("Cases", "Messages", "Knowledge")))
LARGEST_ID = 2**31 - 1
ROW_ID = f"int(max={LARGEST_ID})"

# What a stranger sent runs nothing and loads nothing, even where a browser shows it.
SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}


class UploadView(PortalView):
    """Each file by itself, while the form is still being filled in."""

    route_base = "/uploads"
    default_view = "keep"

    @expose("", methods=["POST"])
    @expose("/", methods=["POST"])
    @may_send
    def keep(self) -> Any:
        """multipart `file`, `nonce` and perhaps `field`: 201 with id, name, size and is_image, or why not."""
        sent = request.files.get("file") or FileStorage()
        db.session.commit()  # ends the reading so far: nobody waits for the database while the file is stored
        try:
            with unit_of_work() as session:
                file = keep_upload(
                    session,
                    by=current_viewer(),
                    nonce=request.form.get("nonce", ""),
                    field=printable(request.form.get("field", ""))[:40],
                    name=sent.filename or "",
                    stream=sent.stream,
                )
        except Refused as refused:
            return jsonify(error=str(refused.reason)), refused.status
        return jsonify(as_shown(file)), 201

    @expose(f"/<{ROW_ID}:attachment_id>/removal", methods=["POST"])
    @may_send
    def remove(self, attachment_id: int) -> Any:
        _take_back(attachment_id)
        return "", 204


class FileView(PortalView):
    """Files of cases and texts, for who may see those at this moment (the session decides), and one's own."""

    route_base = "/files"
    default_view = "download"

    @expose(f"/<{ROW_ID}:attachment_id>/<name>")
    @may_fetch
    def download(self, attachment_id: int, name: str) -> Any:
        """The file under its own name, whatever the address calls it."""
        file = db.session.scalars(select(Attachment).where(Attachment.id == attachment_id)).one_or_none()
        if file is None:
            abort(404)
        if file.withdrawn_at:
            abort(410)
        if "page" in request.args and is_drawn(file.media_type):
            return _page(file, whole(request.args["page"]) or 0)
        return _sent(file, file_store().open(file.key))


def _page(file: Attachment, number: int) -> Response:
    """A page of a PDF as a picture; the PDF itself is only ever downloaded."""
    drawing = drawn(file_store(), file.key, number, file.size)
    if not drawing.png:
        abort(404)
    return Response(drawing.png, mimetype="image/png", headers=SANDBOX)


def _sent(file: Attachment, opened: IO[bytes]) -> Response:
    is_inline = request.args.get("inline") == "1" and is_shown(file.media_type)
    response = Response(_chunks(opened), mimetype=served_as(file.media_type), headers=SANDBOX)
    response.headers["Content-Disposition"] = disposition(file.name, is_inline)
    response.content_length = file.size
    response.call_on_close(opened.close)
    return response


def _chunks(opened: IO[bytes]) -> Iterator[bytes]:
    yield from iter(lambda: opened.read(CHUNK), b"")


def as_shown(file: Attachment) -> dict[str, Any]:
    return {"id": file.id, "name": file.name, "size": file.size, "is_image": is_shown(file.media_type)}


def keep_sent_files(nonce: str, fields: Iterable[str] = ("",)) -> list[Refused]:
    """What a form brings along without JavaScript: its files are kept; the one named by `remove_file` goes.

    Call it before the form is checked, so that no file is lost to an error elsewhere. Files of a request
    come under the name of their question, all others as `files`.
    """
    db.session.commit()
    refused = []
    with unit_of_work() as session:
        for field in fields:
            files = request.files.getlist(f"f-{field}" if field else "files")
            refused += keep_form_files(session, by=current_viewer(), nonce=nonce, files=files, field=field)
    if takes_file_back():
        with suppress(OutOfReach):  # it went before, by a second click
            _take_back(max(0, min(request.form.get("remove_file", 0, int), LARGEST_ID)))
    return refused


def takes_file_back() -> bool:
    """Whether the "Remove" button of a file sent the form: it comes back then, and nothing else happens."""
    return "remove_file" in request.form


def _take_back(attachment_id: int) -> None:
    """Delete row, then file. Raises OutOfReach."""
    with unit_of_work() as session:
        key = discard_upload(session, by=current_viewer(), attachment_id=attachment_id)
    file_store().delete(key)


def kept_files(nonce: str) -> list[Attachment]:
    """For templates: what this person sent for this form, for `kept` of the `file_field` macro."""
    return waiting(db.session(), by=current_viewer(), nonce=nonce)


def file_href(file: Attachment, inline: bool = False) -> str:
    """For templates: the address of a file; `inline` shows a picture in the page."""
    return url_for("FileView.download", attachment_id=file.id, name=file.name, inline="1" if inline else None)


def register(app: Flask) -> None:
    FileStore(app.config["SETTINGS"].files_url)  # one that cannot be understood is told at the start
    app.jinja_env.globals.update(kept_files=kept_files, file_href=file_href)
    app.jinja_env.tests["picture"] = lambda file: is_shown(file.media_type)
    app.jinja_env.tests["shown_here"] = lambda media_type: is_shown(media_type) or is_drawn(media_type)
