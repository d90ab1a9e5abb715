"""The tabs, as far as the role may see them."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, request
from flask_babel import gettext as _
from flask_login import current_user

from app.access.manager import current_viewer
from views.acting import acting_choices
from views.messages.header import unread_count
from views.parts.language import current_language


@dataclass(frozen=True)
class Tab:
    """One tab of the header."""

    label: str
    href: str
    icon: str
    is_current: bool
    count: str = ""


def register(app: Flask) -> None:
    app.jinja_env.globals.update(navigation=navigation, short_cuts=short_cuts, acting_choices=acting_choices)


def navigation() -> list[Tab]:
    """Home, Accounts, Cases, Messages; Desk and Setup for those who have them."""
    if not current_user.is_authenticated:
        return []
    viewer = current_viewer()
    return [
        Tab(label, href, icon, _is_here(href), unread_count() if view == "Messages" else "")
        for view, label, href, icon in _tabs(current_language())
        if viewer.may("can_read", view)
    ]


@lru_cache(maxsize=8)
def _tabs(language: str) -> tuple[tuple[str, str, str, str], ...]:
    """(view, label, address, icon) in the present language."""
    return (
        ("Home", _("Home"), "/", "house"),
        ("Accounts", _("Accounts"), "/accounts/", "building"),
        ("Cases", _("Cases"), "/cases/", "chat"),
        ("Messages", _("Messages"), "/messages/", "envelope"),
        ("Knowledge", _("Knowledge"), "/knowledge/", "file-earmark"),
        ("Desk", _("Desk"), "/desk/", "headset"),
        ("Setup", _("Setup"), "/setup/", "gear"),
    )


def short_cuts() -> dict[str, str]:
    """Where the keys / and c lead from any page, as far as the person may go there."""
    if not current_user.is_authenticated:
        return {}
    viewer = current_viewer()
    places = {"search": "/search"}
    may_open = viewer.may("can_create", "Cases") and not viewer.reach("case.create").is_empty
    return places | ({"new-case": "/cases/new"} if may_open else {})


def _is_here(href: str) -> bool:
    return request.path == href if href == "/" else request.path.startswith(href)
