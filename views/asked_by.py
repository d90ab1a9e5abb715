"""What kind of caller is asking: a page, a script on a page of ours, or a program."""

from urllib.parse import urlsplit

from flask import request


def is_script() -> bool:
    """htmx or fetch: a redirect would put a whole page into a part of one."""
    headers = request.headers
    return bool(
        headers.get("HX-Request")
        or headers.get("X-Requested-With")
        or headers.get("Sec-Fetch-Dest") == "empty"
    )


def wants_json() -> bool:
    accepted = request.accept_mimetypes
    return request.is_json or request.path.startswith("/api/") or accepted.best == "application/json"


def is_from_our_page() -> bool:
    """Whether the browser itself says that the request comes from a page of this portal."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.host
