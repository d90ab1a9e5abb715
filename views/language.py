"""Which language a page is in: the one asked for, the one the person reads, the one the browser prefers."""

from flask import Flask, Response, g, has_request_context, request
from flask_login import current_user

from config import LANGUAGES

COOKIE = "lang"
A_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    babel = app.extensions["babel"]
    babel.locale_selector = language
    babel.timezone_selector = time_zone
    app.after_request(remember_language)


def language() -> str:
    """en or nl; in the worker and in commands the portal's own."""
    if not has_request_context():
        return "en"
    asked = request.args.get("lang") or request.cookies.get(COOKIE)
    if asked in LANGUAGES:
        return asked
    if current_user and current_user.is_authenticated and current_user.language in LANGUAGES:
        return str(current_user.language)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def time_zone() -> str | None:
    """The person's own zone; None for the portal's."""
    if not has_request_context():
        return None
    if current_user and current_user.is_authenticated:
        return current_user.time_zone or None
    return None


def remember_language(response: Response) -> Response:
    """`?lang=nl` stays chosen."""
    asked = request.args.get("lang")
    if asked in LANGUAGES and request.cookies.get(COOKIE) != asked:
        secure = g.get("is_secure", request.is_secure)
        response.set_cookie(COOKIE, asked, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response
