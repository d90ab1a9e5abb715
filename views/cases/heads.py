"""The headings of a list of cases: each sorts by its column, or turns the order when it already does."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from app.cases.listing.choice import Choice
from app.cases.listing.columns import Column
from views.cases.cells import groups
from views.parts.assets import SPRITE, asset, icon
from views.parts.language import current_language

MOST_KEPT: Final = 500
_LINK: Final = Markup('<a href="%s">%s%s</a>')


def heads_of(columns: Sequence[Column], choice: Choice) -> Markup:
    """One `<th>` for each column of the table."""
    return _drawn(tuple(columns), choice, choice.base, current_language(), asset(SPRITE))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    columns: tuple[Column, ...], choice: Choice, base: Choice | None, language: str, sprite: str
) -> Markup:
    """Of the present language and icons; `base` is no part of what makes two choices equal."""
    hrefs = choice.sorted_by(columns)
    icons = {True: icon("sort-down" if choice.descending else "sort-up"), False: icon("arrow-down-up")}
    return Markup("\n").join(_head(group, choice, hrefs, icons) for group in groups(columns))


def _head(
    group: Sequence[Column], choice: Choice, hrefs: dict[str, str], icons: dict[bool, Markup]
) -> Markup:
    names = [
        _LINK % (hrefs[column.name], str(column.label), icons[column.name == choice.sort])
        if column.order
        else Markup("<span>%s</span>") % str(column.label)
        for column in group
    ]
    is_sorted = any(column.name == choice.sort for column in group)
    order = Markup(' aria-sort="%s"') % ("descending" if choice.descending else "ascending")
    return Markup('<th scope="col"%s>%s</th>') % (order if is_sorted else "", Markup("\n").join(names))
