"""The query of an address holds ASCII alone, as the standard has it (RFC 3986), before anybody reads it."""

from string import printable
from urllib.parse import quote

from flask import request


def spell_out() -> None:
    """Bytes that a browser would have sent as %FF: left as they are, no page could read its own address."""
    if not request.query_string.isascii():
        request.query_string = quote(request.query_string, safe=printable).encode()
