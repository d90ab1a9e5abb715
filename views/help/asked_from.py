"""The page that somebody was on when asking for help."""

from urllib.parse import urlsplit

from flask import request

LONGEST = 300


def page_asked_from() -> str:
    """Its path, without the query, which may hold what somebody looked for; empty when it is not known."""
    given = request.values.get("page")
    if given is not None:
        path = urlsplit(given).path if given.startswith("/") else ""
    else:
        before = urlsplit(request.referrer or "")
        path = before.path if before.netloc == request.host else ""
    is_other = path.startswith("/") and not path.startswith(("//", "/help"))
    return path[:LONGEST] if is_other and path.isprintable() else ""
