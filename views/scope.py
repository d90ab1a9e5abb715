"""The scope of a list: the switch, and the present one in words."""

from typing import Any

from flask import Flask
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.access.place_names import place_names
from app.access.scope import ACCOUNT, ALL, TREE, scopes_for
from app.database import db

MOST_NAMED = 3


def register(app: Flask) -> None:
    app.jinja_env.globals["scope_sentence"] = scope_sentence


def scope_labels(act: str) -> list[tuple[str, str]]:
    """(scope, label) of each choice; empty where there is none."""
    words = {ACCOUNT: _("This account"), TREE: _("With sub-accounts"), ALL: _("All I may see")}
    return [(scope, words[scope]) for scope in scopes_for(current_viewer(), act)]


def chips(act: str, chosen: str) -> list[dict[str, Any]]:
    """The switch of a list that keeps its scope in the address."""
    return [
        {"label": label, "href": f"?scope={scope}", "is_current": scope == chosen}
        for scope, label in scope_labels(act)
    ]


def scope_sentence(scope: str, act: str = "case.view") -> str:
    """What a list of this scope holds; empty for who has no choice."""
    viewer = current_viewer()
    if not scopes_for(viewer, act):
        return ""
    name = _names([place.id for place in viewer.places] if scope == ALL else [viewer.places[0].id])
    if scope == ACCOUNT:
        return _("Shown: only %(account)s.", account=name)
    if scope == TREE:
        return _("Shown: %(account)s and everything below it.", account=name)
    relations = {grant.relation for grant in viewer.reach(act).grants}
    if {"descendant", "parallel"} <= relations:
        return _("Shown: %(account)s, everything below it and the accounts beside it.", account=name)
    if "descendant" in relations:
        return _("Shown: %(account)s and everything below it.", account=name)
    if "parallel" in relations:
        return _("Shown: %(account)s and the accounts beside it.", account=name)
    return _("Shown: %(account)s.", account=name)


def _names(ids: list[int]) -> str:
    known = place_names(db.session(), current_viewer())
    names = [known[id_] for id_ in ids if id_ in known]
    more = len(names) - MOST_NAMED
    named = ", ".join(names[:MOST_NAMED])
    return _("%(names)s and %(number)s more", names=named, number=more) if more > 0 else named
