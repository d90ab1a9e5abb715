"""Parts of pages that are the same for many answers: drawn once for what they show, and kept."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Final

from flask import render_template
from markupsafe import Markup

from views.parts.assets import SPRITE, asset
from views.parts.language import current_language

MOST_KEPT: Final = 1_000


def drawn(template: str, **shown: Hashable) -> Markup:
    """The template with these values, in the reader's language.

    Nothing that holds for one answer only, such as the CSRF token, may stand in it. What is equal must look
    equal: a part of the set-up that is kept is given whole, for it is equal to itself alone.
    """
    return _drawn(template, tuple(shown.items()), current_language(), asset(SPRITE))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(template: str, shown: tuple[tuple[str, Hashable], ...], language: str, sprite: str) -> Markup:
    """Of the present language and icons."""
    return Markup(render_template(template, **dict(shown)))  # noqa: S704  our own template, which escapes
