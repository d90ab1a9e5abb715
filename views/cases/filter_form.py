"""The form that narrows a list of cases, put together once for what is chosen in it and kept."""

from functools import lru_cache

from flask import render_template
from markupsafe import Markup

from app.cases.listing.choice import SIZES, Choice
from app.content.texts import to_reader
from app.request_types.published import RequestTypes
from app.setup.scales import Scales
from models.case import KINDS
from views.cases.words import kind_in_words
from views.parts.language import current_language

MOST_KEPT = 500


def filter_form(choice: Choice, owner: str, words: Scales, types: RequestTypes) -> Markup:
    """`owner` is the owner filter as it reads."""
    return _drawn(choice, choice.base, owner, words, types, current_language())


def types_offered(types: RequestTypes) -> list[tuple[str, str]]:
    """Code and name of each request type, in the reader's language."""
    return [(code, to_reader(types.name(code))) for code in types.by_code]


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    choice: Choice, base: Choice | None, owner: str, words: Scales, types: RequestTypes, language: str
) -> Markup:
    """Of the present language; `base` is no part of what makes two choices equal, and yet of their fields."""
    kinds = [(kind, kind_in_words(kind)) for kind in KINDS]
    drawn = render_template(
        "cases/filter_form.html",
        choice=choice,
        owner=owner,
        words=words,
        types=types_offered(types),
        kinds=kinds,
        sizes=SIZES,
    )
    return Markup(drawn)  # noqa: S704  our own template
