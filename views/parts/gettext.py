"""The words of templates, looked up once and kept as markup.

Flask-Babel finds context, locale and catalogue again for each word, and Jinja calls three functions for it; a
page has hundreds of words.
"""

from functools import lru_cache
from typing import Any

from flask import Flask
from flask_babel import Domain, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from views.parts.reader import reader

MOST_KEPT = 20_000


def register(app: Flask) -> None:
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]  # for {% trans %}
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
    babel = app.extensions["babel"].instance
    with app.app_context():
        babel.domain_instance = KeptDomain(domain=babel.domain)


class KeptDomain(Domain):
    """Where `flask_babel.gettext` finds its words: in Python code they are kept as well."""

    def gettext(self, string: str, **variables: Any) -> str:
        said = _said(reader().language, string)
        return said % variables if variables else said


@pass_eval_context
def gettext(context: EvalContext, text: str, **values: Any) -> str:
    """In the reader's language, with the values escaped where the template escapes."""
    language = reader().language
    if context.autoescape and not values:
        return _whole(language, text)
    return _with(context, _said(language, text), values)


@pass_eval_context
def ngettext(context: EvalContext, singular: str, plural: str, num: int, **values: Any) -> str:
    """For one or for many; `num` is among the values."""
    return _with(context, get_translations().ngettext(singular, plural, num), {"num": num, **values})


@lru_cache(maxsize=MOST_KEPT)
def _whole(language: str, text: str) -> Markup:
    return Markup(_said(language, text)) % {}  # noqa: S704  our own catalogue


@lru_cache(maxsize=MOST_KEPT)
def _said(language: str, text: str) -> str:
    """Of the present locale, which `language` names."""
    return str(get_translations().gettext(text))


def _with(context: EvalContext, said: str, values: dict[str, Any]) -> str:
    return (Markup(said) if context.autoescape else said) % values  # noqa: S704  our own catalogue
