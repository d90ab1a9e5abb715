"""The header of every page, put together once for what it shows and kept: it is a fifth of a page's work."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app, render_template
from flask_login import current_user
from markupsafe import Markup

from views.parts.assets import SPRITE, asset, chosen_theme
from views.parts.language import current_language, languages_offered, switch_language_url

MOST_KEPT = 2_000


@dataclass(frozen=True)
class Link:
    """The same page in a language."""

    code: str
    name: str
    href: str


@dataclass(frozen=True)
class Header:
    """All that the header shows: what is equal looks equal. `name` is empty for who is not signed in."""

    language: str
    name: str
    theme: str | None
    tabs: tuple[Any, ...]  # as `views.navigation` gives them
    languages: tuple[Link, ...]
    acting: tuple[tuple[int, str], ...]  # accounts that one may act for, the one acted for first
    files: tuple[str, ...]  # addresses of what it draws with; they change when a file does


def header() -> Markup:
    """Nothing that holds for one answer only, such as the CSRF token, may stand in it."""
    links = (Link(code, name, switch_language_url(code)) for code, name in languages_offered())
    name = current_user.full_name if current_user.is_authenticated else ""
    known: Any = current_app.jinja_env.globals
    tabs, acting = known["navigation"](), known["acting_choices"]()
    files = (asset(SPRITE), asset("search.js"))
    return _drawn(Header(current_language(), name, chosen_theme(), tuple(tabs), tuple(links), acting, files))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(shown: Header) -> Markup:
    return Markup(render_template("parts/header.html", header=shown))  # noqa: S704  our own template
