"""The menu of the Accounts tab: lists and single accounts, and the last choice of each person."""

from typing import Any, NamedTuple

from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.accounts.choose import ALL, MINE, lists_for, offered, usual_list
from app.database import db
from app.people.preferences import preference, remember
from models.account import Account

CHOICE = "account view"


class Menu(NamedTuple):
    """Options as (value, label); what is chosen; whether there are more accounts than the menu holds."""

    lists: list[tuple[str, str]]
    accounts: list[tuple[int, str]]
    chosen: str
    is_more: bool


def menu(chosen: str, shown: Account | None = None) -> Menu:
    """`shown` is the account on the page: it is in the menu whatever else is."""
    viewer = current_viewer()
    offer = offered(db.session, viewer)
    accounts = offer.accounts
    if shown is not None and all(pk != shown.id for pk, _name in accounts):
        accounts = [(shown.id, shown.name), *accounts]
    words = {
        MINE: _("Accounts I look after") if viewer.is_staff else _("My accounts"),
        ALL: _("All accounts"),
    }
    return Menu([(view, words[view]) for view in lists_for(viewer)], accounts, chosen, offer.is_more)


def last_choice() -> str:
    """The value chosen last; the usual list when there is none."""
    viewer = current_viewer()
    return preference(db.session, viewer, CHOICE) or usual_list(viewer)


def keep_choice(value: Any) -> None:
    remember(db.session, current_viewer(), CHOICE, str(value))
