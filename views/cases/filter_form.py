"""The form that narrows a list of cases, put together once for what is chosen in it and kept."""

from functools import lru_cache

from flask import render_template
from markupsafe import Markup

from app.cases.listing.choice import SIZES, Choice
from app.setup.scales import Scales
from models.case import KINDS
from views.cases.words import kind_in_words
from views.parts.language import current_language

MOST_KEPT = 500


def filter_form(choice: Choice, owner: str, words: Scales) -> Markup:
    """`owner` is the owner filter as it reads."""
    return _drawn(choice, choice.base, owner, words, current_language())


@lru_cache(maxsize=MOST_KEPT)
def _drawn(choice: Choice, base: Choice | None, owner: str, words: Scales, language: str) -> Markup:
    """Of the present language; `base` is no part of what makes two choices equal, and yet of their fields."""
    kinds = [(kind, kind_in_words(kind)) for kind in KINDS]
    drawn = render_template(
        "cases/filter_form.html", choice=choice, owner=owner, words=words, kinds=kinds, sizes=SIZES
    )
    return Markup(drawn)  # noqa: S704  our own template
