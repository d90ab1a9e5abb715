"""/cases/<number>/who: who can see the case, and why. Nobody learns a name here that is not theirs to see."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.explain import Reason, Sender, sender_of, who_sees_case
from app.access.place import MINE
from app.cases.sharing.share import shares_of
from app.database import db
from models.account import Account
from models.person import Person
from models.role import EVERY
from views.base import PortalView, needs
from views.cases.fetch import page_or_404
from views.setup.words import role_titles
from views.sight.words import because, hidden_account, hidden_title

MOST_LINES, MOST_NAMES = 30, 12


class Readers(NamedTuple):
    """People who see the case for one reason. `title`: their account or role; hidden people have no names."""

    title: str
    href: str | None
    people: list[tuple[int, str]]
    more: int
    why: str


class WhoView(PortalView):
    """Who can see a case."""

    route_base = "/cases"
    default_view = "who"

    @expose("/<int:number>/who")
    @needs("can_read", "Cases")
    def who(self, number: int) -> Any:
        case = page_or_404(number)
        customers, staff = _lines(case, who_sees_case(db.session(), case.id))
        more = len(customers) - MOST_LINES
        shares = shares_of(db.session(), case) if case.is_shared else []
        return self.page(
            "sight/case.html",
            case=case,
            customers=customers[:MOST_LINES],
            staff=staff,
            more_lines=max(more, 0),
            shares=shares,
        )


def _lines(case: Any, found: dict[Reason, list[int]]) -> tuple[list[Readers], list[Readers]]:
    """Customers and our own people. All accounts that the reader may not see are one line, without number."""
    sender = sender_of(db.session(), found) if any(reason.relation == MINE for reason in found) else None
    names, called = _names(found.values()), _called(found, sender)
    groups: dict[Reason, list[int]] = defaultdict(list)
    for reason, ids in found.items():
        seen = reason.account_id is None or reason.account_id in called
        groups[reason if seen else reason._replace(account_id=0)] += ids
    lines = {reason: _line(case, reason, ids, names, called) for reason, ids in groups.items()}
    if sender is not None:
        lines |= {
            reason: _of_sender(lines[reason], sender, called) for reason in lines if reason.relation == MINE
        }
    ordered = sorted(lines, key=lambda reason: (reason.rank[0], lines[reason].title))
    staff = [lines[reason] for reason in ordered if reason.relation == EVERY]
    return [lines[reason] for reason in ordered if reason.relation != EVERY], staff


def _line(
    case: Any, reason: Reason, ids: list[int], names: dict[int, str], called: dict[int, str]
) -> Readers:
    known = sorted(((id_, names[id_]) for id_ in ids if id_ in names), key=lambda one: one[1])
    other = called.get(reason.account_id or 0)
    account = case.account_name or hidden_account()
    why = because(reason, account, other)
    if reason.relation == EVERY:
        title, href = role_titles().get(reason.role_id, ""), None
    else:
        title = other or hidden_title(reason)
        href = f"/accounts/{reason.account_id}" if other else None
    more = max(len(known) - MOST_NAMES, 0)
    return Readers(title, href, known[:MOST_NAMES], more, why)


def _of_sender(line: Readers, sender: Sender, called: dict[int, str]) -> Readers:
    """Feedback is a case of the portal's own account: who gave it stands under the account of theirs."""
    name = called.get(sender.account_id or 0)
    alone = _("Nobody else at their account sees it.")
    why = f"{line.why} {alone}" if sender.is_alone else line.why
    if name is None:
        return line._replace(why=why)
    return line._replace(title=name, href=f"/accounts/{sender.account_id}", why=why)


def _names(groups: Iterable[list[int]]) -> dict[int, str]:
    """Of those whom the reader may see."""
    ids = sorted(id_ for group in groups for id_ in group)
    columns = (Person.id, Person.first_name, Person.last_name)
    rows = db.session.execute(select(*columns).where(Person.id.in_(ids)))
    return {row[0]: f"{row[1]} {row[2]}".strip() for row in rows}


def _called(reasons: Iterable[Reason], sender: Sender | None) -> dict[int, str]:
    """Names of the accounts that the reader may see."""
    named = {reason.account_id for reason in reasons} | {sender.account_id if sender else None}
    ids = sorted(id_ for id_ in named if id_ is not None)
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
