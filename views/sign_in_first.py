"""Asking somebody to sign in first, and bringing them back to where they were."""

from typing import Any
from urllib.parse import quote, urlsplit

from flask import g, redirect, request, url_for
from flask_babel import gettext as _

from views.asked_by import is_from_our_page, is_script, wants_json
from views.next_page import page_here
from views.typed import page_with_what_was_typed, something_was_typed


def ask_to_sign_in() -> Any:
    """To the sign-in page and back. A script gets 401 and is told where to go; a form keeps its text."""
    to = sign_in_address()
    if is_script() or wants_json():
        return "", 401, {"HX-Redirect": to}
    if request.method != "GET" and is_from_our_page() and something_was_typed():
        return page_with_what_was_typed(
            status=401,
            title=_("Sign in again to send this"),
            sentence=_(
                "You are not signed in any more, so this was not sent. What you typed is kept on this page."
            ),
            sign_in_at=to,
        )
    return redirect(to)


def sign_in_address() -> str:
    back = page_here(_here())
    return url_for("SignInView.sign_in", next=None if back == "/" else back, ended=g.get("sign_in_ended"))


def _here() -> str:
    """The page that the person sees: for a script or a form that is the one it stands on."""
    query = request.query_string.decode("latin-1")
    if request.method == "GET" and not is_script():
        return quote(request.path) + ("?" + quote(query, safe="=&%+:;,/@!$'()*~") if query else "")
    seen = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    return seen.path + ("?" + seen.query if seen.query else "") if seen.netloc == request.host else ""
