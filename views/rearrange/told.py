"""A preview in words and rows, as far as a page has room."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.access.place import kinds
from app.accounts.read import MOST_COUNTED
from app.accounts.rearrange.preview import Effect, Preview
from app.database import db
from models.account import Account
from models.case import Case
from models.person import Person
from views.accounts.words import capped, kind_words
from views.rearrange.told_contact import tell_contact_plan

MOST_LINES, MOST_NAMES, MOST_ACCOUNTS, MOST_KINDS = 30, 5, 3, 20


class Line(NamedTuple):
    """People of one account for whom the same differs. `more...`: how many are not named."""

    people: list[tuple[int, str]]
    more_people: int
    home: str
    cases: str
    accounts: list[str]
    more_accounts: int


class Told(NamedTuple):
    """One side of a preview: how many people, the lines that fit, and how many people stand on no line."""

    people: int
    lines: list[Line]
    left_out: int


class Kind(NamedTuple):
    """An account that is of another kind afterwards."""

    name: str
    before: str
    after: str


def tell_effects(look: Preview) -> dict[str, Told]:
    """Who loses and gains sight of cases, and who can no longer or newly open some."""
    return {
        "loses": _told(look, [(one, one.loses) for one in look.sees]),
        "gains": _told(look, [(one, one.gains) for one in look.sees]),
        "closes": _told(look, [(one, one.loses) for one in look.opens]),
        "opens": _told(look, [(one, one.gains) for one in look.opens]),
    }


def _told(look: Preview, effects: Iterable[tuple[Effect, frozenset[int]]]) -> Told:
    groups: dict[tuple[int, frozenset[int]], list[int]] = defaultdict(list)
    for one, accounts in effects:
        if accounts:
            groups[one.home_id, accounts].append(one.person_id)
    ordered = sorted(
        groups.items(), key=lambda group: (-look.count(group[0][1]), -len(group[1]), group[0][0])
    )
    shown = ordered[:MOST_LINES]
    names = _names([id_ for _group, ids in shown for id_ in ids[:MOST_NAMES]])
    called = _called(
        look, {id_ for (home, some), _ids in shown for id_ in (home, *sorted(some)[:MOST_ACCOUNTS])}
    )
    lines = [_line(look, home, some, ids, names, called) for (home, some), ids in shown]
    total = sum(len(ids) for _group, ids in ordered)
    return Told(total, lines, total - sum(len(ids) for _group, ids in shown))


def _line(
    look: Preview,
    home: int,
    accounts: frozenset[int],
    ids: list[int],
    names: dict[int, str],
    called: dict[int, str],
) -> Line:
    some = sorted(accounts)[:MOST_ACCOUNTS]
    return Line(
        [(id_, names.get(id_) or _("Somebody")) for id_ in ids[:MOST_NAMES]],
        max(len(ids) - MOST_NAMES, 0),
        called.get(home, ""),
        capped(look.count(accounts), MOST_COUNTED),
        [called.get(id_, "") for id_ in some],
        len(accounts) - len(some),
    )


def _names(ids: Collection[int]) -> dict[int, str]:
    columns = (Person.id, Person.first_name, Person.last_name)
    rows = db.session.execute(select(*columns).where(Person.id.in_(sorted(ids)))) if ids else ()
    return {row[0]: f"{row[1]} {row[2]}".strip() for row in rows}


def _called(look: Preview, ids: set[int]) -> dict[int, str]:
    """Names of accounts; those of the trees are at hand."""
    found = {id_: look.plan.before[id_].name for id_ in ids if id_ in look.plan.before}
    more = sorted(ids - set(found))
    rows: Any = (
        db.session.execute(select(Account.id, Account.name).where(Account.id.in_(more))) if more else ()
    )
    return found | {row[0]: row[1] for row in rows}


def tell_plan(look: Preview) -> list[str]:
    """What will be done, in sentences with the names of the accounts meant."""
    plan = look.plan
    if plan.account_id is None:
        return tell_contact_plan(plan)
    name, now = plan.before[plan.account_id].name, plan.before[plan.account_id].place
    subs = sum(stand.place.parent_id == plan.account_id for stand in plan.before.values())
    if plan.kind == "moved":
        then = plan.after[plan.account_id].place.parent_id
        stay = sum(stand.place.parent_id == plan.account_id for stand in plan.after.values()) < subs
        return [_place_sentence(look, name, now.parent_id, then), *_subs_sentence(subs, stay)]
    if plan.kind == "merged" and plan.other_id is not None:
        kept = plan.before[plan.other_id].name
        said = _("All that %(name)s has goes to %(kept)s.", name=name, kept=kept)
        return [said, *_what_goes(plan.account_id), *_subs_sentence(subs, False)]
    return _people_sentence(plan.account_id) if plan.kind == "deactivated" else []


def _place_sentence(look: Preview, name: str, now: int | None, then: int | None) -> str:
    before = look.plan.before
    if then is None:
        return _("%(name)s then stands on top, below no other account.", name=name)
    if now is None:
        return _("%(name)s then stands below %(parent)s.", name=name, parent=before[then].name)
    if now == then:
        return _("%(name)s stays below %(parent)s.", name=name, parent=before[then].name)
    parents = {"before": before[now].name, "parent": before[then].name}
    return _("%(name)s goes from below %(before)s to below %(parent)s.", name=name, **parents)


def _subs_sentence(subs: int, stay: bool) -> list[str]:
    if not subs:
        return []
    if stay:
        return [ngettext("%(num)s sub-account stays behind.", "%(num)s sub-accounts stay behind.", subs)]
    return [ngettext("%(num)s sub-account goes along.", "%(num)s sub-accounts go along.", subs)]


def _what_goes(account_id: int) -> list[str]:
    """Cases and people of an account that ends, each counted to one more than is told."""
    cases = _counted(select(Case.id).where(Case.account_id == account_id))
    people = _counted(select(Person.id).where(Person.home_account_id == account_id))
    return [_("Cases that go along: %(cases)s; people: %(people)s.", cases=cases, people=people)]


def _people_sentence(account_id: int) -> list[str]:
    active = select(Person.id).where(Person.home_account_id == account_id, Person.active.is_(True))
    return [_("People who cannot sign in any more: %(people)s.", people=_counted(active))]


def _counted(some: Any) -> str:
    number = db.session.scalar(select(func.count()).select_from(some.limit(MOST_COUNTED + 1).subquery()))
    return capped(number or 0, MOST_COUNTED)


def tell_kinds(look: Preview) -> list[Kind]:
    """Which accounts become another kind: that follows from their place, and the matrix speaks of it."""
    found = []
    for id_ in sorted(look.plan.moved - set(look.plan.takes_over)):
        before, after = (
            kind_words(kinds(stands[id_].place, stands[id_].has_children))
            for stands in (look.plan.before, look.plan.after)
        )
        if before != after:
            found.append(Kind(look.plan.before[id_].name, before, after))
    return found[:MOST_KINDS]
