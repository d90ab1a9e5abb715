"""A file on its way out: under its name, as a download, and running nothing whatever it holds."""

from collections.abc import Iterator
from typing import IO

from flask import Response

from app.files.keep import CHUNK
from app.files.name import clean_name, disposition, extension

# What a stranger sent runs nothing and loads nothing, even where a browser shows it.
SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sent_file(opened: IO[bytes], name: str, size: int | None) -> Response:
    """The whole file; it is closed when it was sent. Nobody between keeps a copy."""
    name = clean_name(name)
    response = Response(_chunks(opened), content_type=TYPES[extension(name)], headers=SANDBOX)
    response.headers["Content-Disposition"] = disposition(name, False)
    response.headers["Cache-Control"] = "no-store"
    if size is not None:
        response.content_length = size
    response.call_on_close(opened.close)
    return response


def _chunks(opened: IO[bytes]) -> Iterator[bytes]:
    with opened:
        yield from iter(lambda: opened.read(CHUNK), b"")
