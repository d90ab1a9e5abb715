"""Where to go after signing in: a page of ours, whatever the address bar says."""

import re
from urllib.parse import urlsplit

HOME = "/"
# One slash, then no second one, no backslash, no control character and no blank.
_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*", re.ASCII)
_HIDDEN = re.compile(r"%(0[0-9a-f]|1[0-9a-f]|5c|7f)", re.IGNORECASE)


def page_here(asked: str | None) -> str:
    """The path asked for when it is one of ours and plain; otherwise the index."""
    if not asked or not _PATH.fullmatch(asked) or _HIDDEN.search(asked):
        return HOME
    try:
        parts = urlsplit(asked)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc else asked
