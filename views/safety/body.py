"""The body is read before the first query: a slow sender must not hold SQLite's write lock."""

from collections.abc import Iterable
from typing import Any

from flask import abort, current_app, request
from flask import session as cookie
from flask_babel import gettext as _

from app.access.reading import READING
from views.asked_by import is_from_our_page, is_script, wants_json
from views.typed import page_with_what_was_typed, something_was_typed

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def read_first() -> Any:
    """Raises 413 for too much, 400 for a body that breaks off or holds what no database stores."""
    if "\0" in request.path:
        abort(404)
    refuse_nul(request.args.values())
    if request.method in READING:
        return None
    limit = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if request.mimetype not in FORMS:
        request.max_content_length = limit
        refuse_nul(["\0"] if b"\\u0000" in request.get_data() else [])
        return None
    if "_user_id" not in cookie:  # who is not signed in has no files to send
        request.max_content_length = limit
    names = (file.filename or "" for file in request.files.values())
    refuse_nul([*request.form, *names])
    return _typed_page() if any("\0" in text for text in request.form.values()) else None


def _typed_page() -> Any:
    """What was typed on a page of ours comes back without the character; to others it is refused."""
    sentence = _("What you typed holds a character that cannot be stored (NUL).")
    if is_script() or wants_json() or not is_from_our_page() or not something_was_typed():
        abort(400, sentence)
    kept = _("It is left out below; nothing was done yet.")
    return page_with_what_was_typed(
        status=400, title=_("Please send this once more"), sentence=f"{sentence} {kept}", sign_in_at=None
    )


def refuse_nul(texts: Iterable[str]) -> None:
    if any("\0" in text for text in texts):
        abort(400, _("This holds a character that cannot be stored (NUL)."))
