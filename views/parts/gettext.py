"""The words of templates, looked up once a request.

Flask-Babel finds its context, locale and catalogue again for each word; a page has hundreds of them.
"""

from typing import Any

from flask import Flask, g
from flask_babel import get_translations

from views.parts.reader import present_locale


def register(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


def gettext(text: str) -> str:
    return str(_catalogue().gettext(text))


def ngettext(singular: str, plural: str, number: int) -> str:
    return str(_catalogue().ngettext(singular, plural, number))


def _catalogue() -> Any:
    """Of the present locale: one worker writes letters in both languages."""
    locale, known = present_locale(), g.get("catalogue")
    if known is None or known[0] is not locale:
        known = g.catalogue = (locale, get_translations())
    return known[1]
