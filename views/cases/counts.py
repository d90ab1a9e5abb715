"""The views to choose from, with or without the number of cases in each."""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import format_decimal
from flask_babel import gettext as _

from app.access.viewer import Viewer
from app.cases.listing.choice import Choice
from app.cases.listing.find import most_counted
from app.cases.own_views.count import count_views
from app.cases.own_views.read import Views
from app.database import db
from views.cases.ready_made import ready_made
from views.parts.reader import reader


class Named(NamedTuple):
    """A view in the drop-down."""

    code: str
    label: str


def named_views(by: Viewer, views: Views) -> list[tuple[str, list[Named]]]:
    """In groups with their heading: the ready-made ones, own ones, what others shared."""
    return [("", [Named(*pair) for pair in ready_made(by)]), *built_views(by, views)]


def built_views(by: Viewer, views: Views) -> list[tuple[str, list[Named]]]:
    """Those that people built, without groups that have none."""
    mine = [Named(view.code, view.name) for view in views.built if view.person_id == by.person_id]
    others = [Named(view.code, view.name) for view in views.built if view.person_id != by.person_id]
    groups = [(_("My views"), mine), (_("Shared with me"), others)]
    return [group for group in groups if group[1]]


def counted(by: Viewer, views: Views, args: Mapping[str, str]) -> dict[str, str]:
    """The number of cases in each view as it opens, where the list stays with an account or scope."""
    stays = {name: args[name] for name in ("scope", "account") if name in args}
    codes = [one.code for _heading, group in named_views(by, views) for one in group]
    asked = {code: Choice.read({**stays, "view": code}, by, views.settings) for code in codes}
    found = count_views(db.session(), by, asked, reader().zone)
    return {code: in_words(number, most_counted(asked[code])) for code, number in found.items()}


def in_words(number: int, most: int) -> str:
    """1,000+ for more than is counted."""
    if number > most:
        return f"{format_decimal(most)}+"
    return str(format_decimal(number))
