"""What kind of file it is, in a word."""

from typing import Any

from flask import Flask
from flask_babel import gettext as _

from app.files.name import extension


def register(app: Flask) -> None:
    app.jinja_env.globals["kind_of_file"] = kind_of_file


def kind_of_file(file: Any) -> str:
    """By its content; a log is a text whose name says so."""
    kind = file.media_type
    if kind == "text/plain" and extension(file.name) in ("log", "trace", "etl"):
        return _("Log")
    return next((word for beginning, word in _words() if kind.startswith(beginning)), _("Other"))


def _words() -> list[tuple[str, str]]:
    office, archive = "application/vnd.openxmlformats-officedocument.", _("Archive")
    return [
        ("image/svg", _("Drawing")),
        ("image/", _("Picture")),
        ("application/pdf", "PDF"),
        ("text/csv", _("Table")),
        (f"{office}spreadsheet", _("Table")),
        ("application/vnd.oasis.opendocument.spreadsheet", _("Table")),
        (f"{office}presentation", _("Presentation")),
        ("application/vnd.oasis.opendocument.presentation", _("Presentation")),
        (office, _("Document")),
        ("application/vnd.oasis.opendocument.", _("Document")),
        *((f"application/{kind}", archive) for kind in ("zip", "gzip", "x-7z", "vnd.rar")),
        ("video/", _("Video")),
        ("audio/", _("Sound")),
        ("text/html", _("Web page")),
        ("text/", _("Text")),
        ("application/json", _("Text")),
        ("application/xml", _("Text")),
    ]
