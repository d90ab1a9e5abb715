"""Which language a page is in, and the same page in the other one."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from flask import render_template, request
from markupsafe import Markup

from app.access.manager import current_viewer
from views.parts.reader import reader


class Language(NamedTuple):
    code: str
    name: str


def languages_offered() -> list[Language]:
    """Each by its own name: who looks for Dutch looks for "Nederlands"."""
    return [Language("en", "English"), Language("nl", "Nederlands")]


def current_language() -> str:
    return reader().language


def switch_language_url(code: str) -> str:
    """This page in another language; a page that answers a POST cannot be asked again, so then home."""
    if request.method != "GET":
        return "/?" + urlencode({"lang": code})
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return "?" + urlencode([*kept, ("lang", code)])


def dialogs() -> Markup:
    """The dialogs and sentences that every page carries; they differ by language, and at the desk."""
    return _dialogs(reader().language, current_viewer().may("can_read", "Desk"))


@lru_cache(maxsize=8)
def _dialogs(language: str, at_desk: bool) -> Markup:
    return Markup(render_template("parts/dialogs.html", at_desk=at_desk))  # noqa: S704  our own template, without input
