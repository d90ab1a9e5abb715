"""The tabs, as far as the role may see them."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, request
from flask_babel import gettext as _
from flask_login import current_user

from app.access.manager import current_viewer
from views.acting import acting_choices
from views.desk.places import desk_places
from views.messages.header import unread_count
from views.parts.language import current_language

Needed = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tab:
    """One tab of the header."""

    label: str
    href: str
    icon: str
    is_current: bool
    count: str = ""


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        navigation=navigation,
        short_cuts=short_cuts,
        acting_choices=acting_choices,
        desk_places=desk_places,
    )


def navigation() -> list[Tab]:
    """What everybody has, and where our own people work, as far as they may go there."""
    if not current_user.is_authenticated:
        return []
    viewer = current_viewer()
    at_desk = viewer.may("can_read", "Desk")  # ratings stand among its pages
    return [
        Tab(label, href, icon, _is_here(href), unread_count() if href == "/messages/" else "")
        for needed, label, href, icon in _tabs(current_language())
        if any(viewer.may(*one) for one in needed) and not (at_desk and href == "/desk/ratings")
    ]


@lru_cache(maxsize=8)
def _tabs(language: str) -> tuple[tuple[Needed, str, str, str], ...]:
    """(permissions of which one is needed, label, address, icon) in the present language."""
    return (
        ((("can_read", "Home"),), _("Home"), "/", "house"),
        ((("can_read", "Accounts"),), _("Accounts"), "/accounts/", "building"),
        ((("can_read", "Cases"),), _("Cases"), "/cases/", "chat"),
        ((("can_read", "Messages"),), _("Messages"), "/messages/", "envelope"),
        ((("can_read", "Knowledge"),), _("Knowledge"), "/knowledge/", "file-earmark"),
        ((("can_read", "Desk"),), _("Desk"), "/desk/", "headset"),
        ((("can_read", "Ratings"),), _("Ratings"), "/desk/ratings", "bar-chart"),
        ((("can_edit", "Texts"),), _("Translate"), "/translate/", "translate"),
        ((("can_read", "Setup"), ("can_read", "Desk setup")), _("Setup"), "/setup/", "gear"),
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
