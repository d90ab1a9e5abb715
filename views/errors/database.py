"""What the database turned down: busy or away (503), already there (409), or not storable (404, 422)."""

import sqlite3
from typing import Any

from flask import current_app, g, request
from flask_babel import gettext as _
from sqlalchemy import exc

from app.access.reading import READING
from app.database import db
from views.asked_by import is_from_our_page, is_script, wants_json
from views.errors.pages import answer
from views.typed import page_with_what_was_typed, something_was_typed

A_MOMENT = {"Retry-After": "5"}
# What SQLite says of a fault that passes or that the operator mends; the rest are mistakes of ours.
PASSING = ("locked", "busy", "unable to open", "disk", "full", "readonly")


def failed(error: exc.SQLAlchemyError) -> Any:
    """Raises what is a mistake of ours again: it becomes a 500, with a full account in the log."""
    if is_away(error):
        _note(error)
        _look_nobody_up()
        return _typed_page() or answer(503, headers=A_MOMENT)
    if isinstance(error, exc.DataError):
        return cannot_be_stored(error)
    if isinstance(error, exc.IntegrityError):
        _note(error)
        return answer(409)
    raise error


def cannot_be_stored(error: Exception) -> Any:
    """A number out of range names nothing that exists; typed text or numbers that do not fit are refused."""
    _note(error)
    return answer(404 if request.method in READING else 422)


def is_away(error: Exception) -> bool:
    """Whether the same request may succeed a moment later."""
    if isinstance(error, exc.TimeoutError | exc.InterfaceError):
        return True
    if not isinstance(error, exc.DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return isinstance(error, exc.OperationalError) and any(word in str(error.orig) for word in PASSING)
    return error.connection_invalidated or isinstance(error, exc.OperationalError)


def _typed_page() -> Any:
    """The form with what was typed, whichever page it came from; None when there is none of ours."""
    if is_script() or wants_json() or not is_from_our_page() or not something_was_typed():
        return None
    db.session.rollback()
    sentence = _("The portal could not reach its database for a moment. Nothing was saved yet.")
    title = _("Please send this once more")
    kept = _("What you typed is kept on this page.")
    sentence = f"{sentence} {kept}"
    page, status = page_with_what_was_typed(status=503, title=title, sentence=sentence, sign_in_at=None)
    return page, status, A_MOMENT


def _look_nobody_up() -> None:
    """The page is for nobody in particular: asking who it is would ask the database again."""
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _note(error: Exception) -> None:
    what = (g.get("request_id"), request.method, request.path)
    current_app.logger.warning("reference %s: %s %r was turned down", *what, exc_info=error)
