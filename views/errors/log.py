"""A failure in the log: under its reference, with what was typed quoted so that it forges no line."""

from typing import Any

from flask import current_app, g, request


def with_reference(exc_info: Any) -> None:
    current_app.logger.error(
        "reference %s: %s %r failed", g.get("request_id"), request.method, request.path, exc_info=exc_info
    )
