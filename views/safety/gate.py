"""Fails closed: a route that nobody marked is for people who are signed in, FAB's own included."""

from typing import Any

from flask import current_app, request
from flask_login import current_user

from views.base import ask_to_sign_in


def ask_who_it_is() -> Any:
    """None lets the request pass; `@needs` and FAB's permissions then say whether the role may."""
    if request.endpoint is None or request.endpoint == "static" or is_open(request.endpoint):
        return None
    return None if current_user.is_authenticated else ask_to_sign_in()


def is_open(endpoint: str) -> bool:
    """Whether the view was marked `@open_to_all`."""
    return getattr(current_app.view_functions.get(endpoint), "needed", "nothing said") is None
