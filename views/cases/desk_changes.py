"""The history in words, of what only the desk does: teams, severity, merging, cases without agreement."""

from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from app.cases.teams import teams
from app.database import db
from app.setup.severities import severities
from views.cases.links import link_to
from views.cases.words import said

FIELDS: Final = frozenset({"team", "severity", "into", "took_in", "agreement"})


DESK_TITLES: Final[dict[str, Any]] = {
    "team_changed": _l("Team changed"),
    "severity_changed": _l("Severity changed"),
    "merged": _l("Merged into another case"),
    "took_in": _l("Another case was merged into this one"),
    "unmerged": _l("Merge taken back"),
    "gave_back": _l("Merge taken back"),
}


def desk_labels() -> dict[str, str]:
    merged = {"into": _("Into"), "took_in": _("Case")}
    return {"team": _("Team"), "severity": _("Severity"), **merged, "agreement": _("Agreement")}


def desk_value(field: str, value: Any) -> str | Markup:
    """One of FIELDS: a case by its number, the others by their word."""
    if field in ("into", "took_in"):
        return link_to(value)
    if field == "agreement":
        return _("None holds. The service desk opened the case all the same.")
    words: list[Any] = [*(teams if field == "team" else severities)(db.session()).values()]
    return next((said(one.name) for one in words if one.code == value), escape(str(value)))
