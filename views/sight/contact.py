"""/contacts/<id>/sight: what this person can see and do, and why. For our own people."""

from typing import Any, NamedTuple

from flask import abort, request
from flask_appbuilder import expose
from sqlalchemy import select

from app.access.explain import why_sees_case
from app.access.manager import current_viewer
from app.access.standing import viewer_of
from app.access.viewer import Viewer
from app.accounts.sight import MOST_COUNTED, Part, parts_of
from app.cases.listing.choice import whole
from app.database import db
from models.account import Account
from models.case import Case
from views.accounts.words import capped
from views.base import PortalView, needs
from views.contacts.show import contact_or_404
from views.setup.words import ACT_WORDS
from views.sight.words import because, hidden_account, part_because, part_words


class Seen(NamedTuple):
    """A part of the tree in words."""

    title: str
    why: str
    accounts: list[tuple[int, str]]
    more: int
    cases: str | None
    acts: list[str]


class SightView(PortalView):
    """What somebody can see."""

    route_base = "/contacts"
    default_view = "sight"

    @expose("/<int:person_id>/sight")
    @needs("can_read", "Accounts")
    def sight(self, person_id: int) -> Any:
        person = contact_or_404(person_id)
        if not current_viewer().is_staff:
            abort(403)
        viewer = viewer_of(db.session(), person_id)
        parts = parts_of(db.session(), viewer)
        called = _called(parts)
        asked = request.args.get("case", "").strip()[:20]
        return self.page(
            "sight/contact.html",
            person=person,
            is_shut_out=viewer.person_id is None,
            parts=[_in_words(part, called) for part in parts],
            asked=asked,
            answer=_answer(viewer, asked) if asked else None,
        )


def _in_words(part: Part, called: dict[int, str]) -> Seen:
    reason = part.reason
    other = called.get(reason.account_id or 0, "")
    return Seen(
        part_words(reason, other),
        part_because(reason, other),
        part.names,
        part.accounts - len(part.names) if part.names else 0,
        capped(part.cases, MOST_COUNTED) if "case.view" in part.acts else None,
        [str(ACT_WORDS[act]) for act in part.acts],
    )


def _called(parts: list[Part]) -> dict[int, str]:
    """Names of the accounts from which the parts are seen."""
    ids = sorted({part.reason.account_id for part in parts if part.reason.account_id is not None})
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def _answer(viewer: Viewer, asked: str) -> dict[str, Any]:
    """Whether the person can see the case with this number, and why; `case` is None for a number of none."""
    columns = (Case.id, Case.number, Case.subject, Case.account_id, Account.name)
    found = select(*columns).outerjoin(Account, Account.id == Case.account_id)
    case = db.session.execute(found.where(Case.number == (whole(asked) or 0))).one_or_none()
    if case is None:
        return {"case": None, "why": []}
    reasons = why_sees_case(db.session(), viewer, case.id)
    ids = sorted({reason.account_id for reason in reasons if reason.account_id})
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    called = {row[0]: row[1] for row in rows}
    account = case.name or hidden_account()
    others = [called.get(reason.account_id or 0) for reason in reasons]
    why = [because(reason, account, other) for reason, other in zip(reasons, others, strict=True)]
    return {"case": case, "why": why}
