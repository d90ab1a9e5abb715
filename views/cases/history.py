"""/cases/<number>/history: every change, from what to what, by whom, through which door."""

from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.listing.choice import whole
from app.content.printable import printable
from app.conversation.former import former_words
from app.conversation.history import NOBODY, Wish, events_of, offer_of
from app.database import db
from models.account import Account
from models.case import Case
from models.person import Person
from views.base import PortalView, needs
from views.cases.changes import door_in_words, in_words, title_of
from views.cases.fetch import page_or_404
from views.cases.links import links_in_words
from views.cases.show import show_case

PEOPLE = ("assignee", "owner", "task_owner")  # fields whose values are people


class CaseHistoryView(PortalView):
    route_base = "/cases"
    default_view = "history"

    @expose("/<int:number>/history")
    @needs("can_read", "Cases")
    def history(self, number: int) -> Any:
        case, wish = page_or_404(number), _wish()
        return show_case(self, number, tab="history", history=_history(db.session(), case, wish))


def _wish() -> Wish:
    """What the address asks for."""
    asked = {name: printable(request.args.get(name, ""))[:40] for name in ("kind", "by", "door")}
    return Wish(**asked, before=whole(request.args.get("before")))


def _history(session: Session, case: Any, wish: Wish) -> dict[str, Any]:
    events, older = events_of(session, case.id, wish)
    offer = offer_of(session, case.id)
    named = _named_in(session, events)
    chosen = {name: value for name, value in wish._asdict().items() if value and name != "before"}
    address = f"/cases/{case.number}/history"
    return {
        "events": [(event, in_words(event, case)) for event in events],
        "former": former_words(session, events),
        "named": named,  # held, so that each is found without asking again
        "filters": _filters(wish, offer),
        "is_narrowed": bool(chosen),
        "address": address,
        "newest": f"{address}?{urlencode(chosen)}" if wish.before else None,
        "older": f"{address}?{urlencode({**chosen, 'before': older})}" if older else None,
    }


def _named_in(session: Session, events: Any) -> list[Any]:
    """The people, accounts and cases that changes name: one question of each kind, none without them."""
    found: list[Any] = []
    for model, fields in ((Person, PEOPLE), (Account, ("account",)), (Case, tuple(links_in_words()))):
        ids = {
            v for event in events for f in fields for v in event.changes.get(f) or () if isinstance(v, int)
        }
        if ids:
            found += session.scalars(select(model).where(model.id.in_(ids)))
    return found


def _filters(wish: Wish, offer: Any) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """(name, label, choices, what is chosen) of each filter."""
    kinds = sorted(((kind, title_of(kind)) for kind in offer.kinds), key=lambda kind: kind[1].casefold())
    people = offer.people + ([(NOBODY, _("Loket"))] if offer.has_nobody else [])
    doors = [(door, door_in_words(door)) for door in offer.doors]
    return [
        ("kind", _("What"), kinds, wish.kind),
        ("by", _("By whom"), people, wish.by),
        ("door", _("Through"), doors, wish.door),
    ]
