"""What a choice asks of the database, and what to tell the person about it."""

from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from app.access.scope import part_in
from app.access.viewer import Viewer
from app.cases.listing.choice import Choice
from app.cases.listing.days import begins, day, ends
from app.cases.listing.desk import desk_filters
from app.cases.listing.owners import MOST, owner_ids, owners_meant
from app.request_types.published import request_types
from app.search.match import case_headed
from app.setup.scales import Scales, scales
from models.account import Account
from models.case import KINDS, Case

Conditions = list[ColumnElement[bool]]
Said = list[tuple[str, str]]  # name in the URL, sentence
NOTHING: Final = false()
STATES: Final[dict[str, Conditions]] = {
    "all": [],
    "open": [Case.is_open.is_(True)],
    "closed": [Case.is_open.is_(False)],
}
OF_VIEW: Final = {"account_open": "open", "my_open": "open", "my_closed": "closed"}


class Sought(NamedTuple):
    """Conditions; sentences about what could not be used; the names of the account and the owner meant."""

    where: Conditions
    said: Said
    account: str | None = None
    owner: str = ""


def seek(session: Session, by: Viewer, choice: Choice, zone: str) -> Sought:
    """Looks up the account and the owner when the choice names one: at most two queries more.

    A filter that means nothing, or something hidden, finds nothing and says so: not more than was meant.
    """
    where, said = _plain(session, by, choice, zone)
    account, owner = None, choice.owner
    if choice.account is not None:
        account = session.scalar(select(Account.name).where(Account.id == choice.account))
        where.append(Case.account_id == choice.account if account is not None else NOTHING)
        if account is None:
            said.append(("account", _("The account of this list is not there, or not yours to see.")))
    if choice.owner:
        owner, condition, sentence = _owner(session, choice.owner)
        where.append(condition)
        said += [("owner", sentence)] if sentence else []
    return Sought(where, [*_about(choice), *said], account, owner)


def conditions(session: Session, by: Viewer, choice: Choice, zone: str) -> Conditions:
    """The same conditions without a look-up before: for counts of many views in one query."""
    where, _said = _plain(session, by, choice, zone)
    if choice.account is not None:
        where.append(Case.account_id.in_(select(Account.id).where(Account.id == choice.account)))
    if choice.owner:
        where.append(Case.owner_id.in_(owner_ids(choice.owner)))
    return where


def _plain(session: Session, by: Viewer, choice: Choice, zone: str) -> tuple[Conditions, Said]:
    where = [*_view(by, choice), *_scope(by, choice)]
    said: Said = []
    for name, condition, sentence in (
        *_words(session, choice),
        *_days(choice, zone),
        *desk_filters(session, by, choice),
    ):
        where.append(NOTHING if condition is None else condition)
        said += [] if condition is not None else [(name, sentence)]
    if choice.sort == "status":
        where += _ranks(session, choice)
    if choice.q:
        where.append(case_headed(choice.q))
    return where, said


def _view(by: Viewer, choice: Choice) -> Conditions:
    """The four views. Mine is what a customer owns, and what is assigned to an agent."""
    asked = [] if choice.status else STATES.get(choice.state, [])
    says_so = bool(choice.status) or choice.state in STATES  # more precisely than the view
    is_open, is_closed = (asked if says_so else STATES[state] for state in ("open", "closed"))
    mine = (Case.assignee_id if by.is_staff else Case.owner_id) == (by.person_id or 0)
    views: dict[str, Conditions] = {
        "all_mine": [mine, *asked],
        "account_open": is_open,
        "my_open": [mine, *is_open],
        "my_closed": [mine, *is_closed],
    }
    return views[choice.which]


def state_of(choice: Choice) -> str:
    """open, closed or all: what the filter says, or else the view."""
    return choice.state if choice.state in STATES else OF_VIEW.get(choice.which, "all")


def _ranks(session: Session, choice: Choice) -> Conditions:
    """Where the open statuses begin and end: an index that is in their order need not look at the others."""
    wanted = state_of(choice)
    if choice.status or wanted == "all":
        return []
    known = scales(session).statuses.values()
    ranks = [status.rank for status in known if status.is_open is (wanted == "open")]
    return [Case.status_rank.between(min(ranks), max(ranks))] if ranks else []


def _scope(by: Viewer, choice: Choice) -> Conditions:
    part = part_in(by, choice.scope)
    return [] if part.every or choice.account is not None else [part.cases(Case)]


def _words(session: Session, choice: Choice) -> list[tuple[str, Any, str]]:
    """(name, condition, what to say when there is none) for status, type and priority."""
    words = scales(session)
    found: list[tuple[str, Any, str]] = []
    if choice.status:
        status = words.status_by_code.get(choice.status)
        found.append(("status", status and Case.status_id == status.id, _("There is no such status.")))
    if choice.state and choice.state not in STATES:
        found.append(("state", None, _("Cases are open or closed.")))
    if choice.request_type:
        is_known = choice.request_type in request_types(session).by_code
        asked = Case.request_type == choice.request_type if is_known else None
        found.append(("type", asked, _("There is no such type.")))
    if choice.kind:
        kind = choice.kind if choice.kind in KINDS else None
        found.append(("kind", kind and Case.kind == kind, _("There are questions and issues.")))
    if choice.priority:
        priority = words.priority_by_code.get(choice.priority)
        found.append(
            ("priority", priority and Case.priority_id == priority.id, _("There is no such priority."))
        )
    return found


def _priority(words: Scales, code: str) -> ColumnElement[bool] | None:
    known = words.priority_by_code.get(code)
    return Case.priority_id == known.id if known is not None else None


def _days(choice: Choice, zone: str) -> list[tuple[str, Any, str]]:
    """Opened on these days or between, in the person's own zone."""
    found: list[tuple[str, Any, str]] = []
    if choice.since:
        first = day(choice.since)
        wrong = _("“%(day)s” is not a day. Write it as 2026-11-22.", day=choice.since)
        found.append(("from", first and Case.created_at >= begins(first, zone), wrong))
    if choice.until:
        last = day(choice.until)
        wrong = _("“%(day)s” is not a day. Write it as 2026-11-22.", day=choice.until)
        found.append(("to", last and Case.created_at < ends(last, zone), wrong))
    return found


def _owner(session: Session, owner: str) -> tuple[str, ColumnElement[bool], str]:
    """(the name when it is one person, condition, what is wrong)."""
    people = owners_meant(session, owner)
    if not people:
        return owner, NOTHING, _("No person whom you may see has this name.")
    if len(people) > MOST:
        return owner, NOTHING, _("More than %(most)s people have this name. Type more of it.", most=MOST)
    name = f"{people[0].first_name} {people[0].last_name}" if len(people) == 1 else owner
    return name, Case.owner_id.in_([person.id for person in people]), ""


def _about(choice: Choice) -> Said:
    """What the URL asked for in vain, apart from filters."""
    if not choice.wrong:
        return []
    sentences = {
        "view": _("The view is not there any more, or not shared with you. This is the usual one."),
        "which": _("The view is not there any more, or not shared with you. This is the usual one."),
        "scope": _("There is no such choice of accounts: these are all that you may see."),
        "sort": _("Cases cannot be sorted by that. This is the usual order."),
        "columns": _("Some of the columns are not there, or not for you to see."),
        "size": _("A page has 10, 25, 50 or 100 rows."),
    }
    return [(name, sentences[name]) for name in choice.wrong]
