"""What the pages of accounts and contacts show of the acts on them: the buttons, and what was done before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.accounts.moved import places_of_moves
from app.accounts.rearrange.act import may_rearrange
from app.accounts.rearrange.contact import may_rearrange_contacts
from app.accounts.rearrange.read import acts_on, acts_on_person
from app.database import db
from models.account import Account
from models.person import Person


class Done(NamedTuple):
    """One act in words."""

    words: str
    by: str | None
    at: datetime


class WentTo(NamedTuple):
    """The account or contact that has now what a merged one had."""

    id: int
    name: str


def register(app: Flask) -> None:
    app.jinja_env.globals["account_acts"] = account_acts
    app.jinja_env.globals["contact_acts"] = contact_acts


def account_acts(account: Account) -> dict[str, Any]:
    """`may`, `events` and `went_to`, for accounts/acts.html. Customers ask nothing of the database."""
    viewer = current_viewer()
    rows = acts_on(db.session(), account.id) if viewer.is_staff else []
    merged = next((row for row in rows[:1] if row.kind == "merged" and row.other), None)
    return {
        "may": may_rearrange(viewer),
        "events": [Done(_words(row), row.by, row.at) for row in rows],
        "went_to": WentTo(merged.other_id, merged.other) if merged else None,
    }


def contact_acts(person: Person) -> dict[str, Any]:
    """The same for a contact. Who sees both learns where a merged one went."""
    viewer, session = current_viewer(), db.session()
    rows = acts_on_person(session, person.id) if viewer.is_staff else []
    kept = session.get(Person, person.merged_into_id) if person.merged_into_id else None
    return {
        "may": may_rearrange_contacts(viewer) and not person.is_staff,
        "events": _of_person(rows),
        "went_to": WentTo(kept.id, kept.full_name) if kept else None,
    }


def _of_person(rows: Sequence[Any]) -> list[Done]:
    moves = [row for row in rows if row.kind == "moved"]
    places = places_of_moves(db.session(), moves)
    said = {row.at: _went(*places.get(row.at, (None, None)), nowhere="–") for row in moves}
    return [Done(said[row.at] if row in moves else _words(row), row.by, row.at) for row in rows]


def _went(before: str | None, after: str | None, nowhere: str) -> str:
    return _("Moved: from %(before)s to %(after)s", before=before or nowhere, after=after or nowhere)


def _words(row: Any) -> str:
    if row.kind == "moved":
        return _went(row.before, row.other, nowhere=_("the top"))
    return {
        "contact_came": _("A contact came from %(name)s", name=getattr(row, "before", None) or "–"),
        "merged": _("Merged into %(name)s", name=row.other or "–"),
        "took_over": _("Took over what %(name)s had", name=row.other or "–"),
        "deactivated": _("Deactivated"),
        "reactivated": _("Reactivated"),
    }.get(row.kind, row.kind)
