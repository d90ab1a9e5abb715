"""Headers on every answer, errors and files included."""

from flask import Response, current_app, g, request
from flask import session as cookie

from app.access.reading import READING
from views.asked_by import is_from_our_page
from views.parts.assets import csp_nonce

A_YEAR = 31_536_000
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add(response: Response) -> Response:
    response.headers.update(FIXED)
    response.headers.setdefault("Content-Security-Policy", policy(csp_nonce()))
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if current_app.config["SETTINGS"].base_url.startswith("https://"):
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    keep_cookie_of_who_was_not_asked(response)
    return response


def policy(nonce: str) -> str:
    """No script or style that the page did not name itself, and nothing from elsewhere."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def keep_cookie_of_who_was_not_asked(response: Response) -> None:
    """A form on a foreign page comes without our cookie (SameSite); its refusal must not replace it."""
    if response.status_code == 400 and request.method not in READING and not is_from_our_page():
        cookie.modified = False
