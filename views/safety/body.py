"""The body is read before the first query: a slow sender must not hold SQLite's write lock."""

from collections.abc import Iterable

from flask import abort, current_app, request
from flask import session as cookie
from flask_babel import gettext as _

from app.database import READING

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def read_first() -> None:
    """Raises 413 for too much, 400 for a body that breaks off or holds what no database stores."""
    if "\0" in request.path:
        abort(404)
    refuse_nul(request.args.values())
    if request.method in READING:
        return
    limit = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if request.mimetype not in FORMS:
        request.max_content_length = limit
        refuse_nul(["\0"] if b"\\u0000" in request.get_data() else [])
        return
    if "_user_id" not in cookie:  # who is not signed in has no files to send
        request.max_content_length = limit
    names = (file.filename or "" for file in request.files.values())
    refuse_nul([*request.form, *request.form.values(), *names])


def refuse_nul(texts: Iterable[str]) -> None:
    if any("\0" in text for text in texts):
        abort(400, _("This holds a character that cannot be stored (NUL)."))
