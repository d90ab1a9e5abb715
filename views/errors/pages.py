"""One problem, said as a page, as a part of a page or as JSON."""

from typing import Any

from flask import current_app, g, json, make_response, render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from app.database import db
from views.asked_by import is_script, wants_json
from views.errors.words import words_for


def http_error(error: HTTPException) -> Any:
    """What a route, Flask or Werkzeug turned down; a sentence given to `abort` is shown."""
    status = error.code or 500
    own = error.description if error.description != type(error).description else None
    kept = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After", "WWW-Authenticate")}
    return answer(status, sentence=own, headers=kept)


def unexpected(error: Exception) -> Any:
    """A mistake of ours. What it was stands in the log under the reference, never on the page."""
    return answer(500)


def answer(status: int, *, sentence: object = None, headers: dict[str, str] | None = None) -> Any:
    """The transaction is over first: no page is rendered inside one that failed."""
    db.session.rollback()
    words = words_for(status)
    said = {
        "title": str(words.title),
        "sentence": str(sentence or words.sentence),
        "what_to_do": str(words.what_to_do),
        "reference": g.get("request_id", ""),
    }
    response = make_response(_as_asked(status, said), status)
    response.headers.update(headers or {})
    if wants_json():
        response.mimetype = "application/problem+json"
    return response


def _as_asked(status: int, said: dict[str, str]) -> str:
    if wants_json():
        return json.dumps({"status": status, "detail": said["sentence"]} | said)
    if is_script():
        return render_template("error_part.html", **said)
    return _page(said)


def _page(said: dict[str, str]) -> str:
    """In the layout; without it when that fails too, so that an error never hides behind another."""
    try:
        return render_template("errors/error.html", **said, **way_back())
    except Exception:
        current_app.logger.exception("The error page for reference %s failed", said["reference"])
        return render_template("errors/plain.html", **said)


def way_back() -> dict[str, str]:
    """Home for who is signed in, else the sign-in page."""
    if current_user.is_authenticated:
        return {"back_href": "/"}
    return {"back_href": "/login/", "back_label": _("Sign in")}
