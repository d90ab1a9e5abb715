"""Who gains and who loses sight of which cases when a plan is carried out.

There is no second copy of the rule: viewers are worked out on the trees as they are and as they would be, by
the lines that work out every viewer, and each is asked what it covers.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.access.facts import footings, law_of, stands_of, stands_where
from app.access.footing import Footing, Stand, viewer_on
from app.access.place import Place, relation
from app.access.reach import Reach
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.accounts.rearrange.plan import Plan
from models.account import Account, AccountAccess
from models.case import Case
from models.person import Person

SEE, OPEN = "case.view", "case.create"
AT_ONCE = 5_000


class Effect(NamedTuple):
    """One person, and the accounts for which the act becomes possible and stops being so."""

    person_id: int
    home_id: int
    gains: frozenset[int]
    loses: frozenset[int]


class Preview(NamedTuple):
    """For whom something differs: who sees cases of which accounts, and who may open cases for which.

    `cases`: how many cases each account has that comes into sight or goes out of it.
    """

    plan: Plan
    sees: list[Effect]
    opens: list[Effect]
    cases: Mapping[int, int]
    fingerprint: str

    def count(self, accounts: Iterable[int]) -> int:
        return sum(self.cases.get(id_, 0) for id_ in accounts)


class _Compared(NamedTuple):
    """The people concerned, how they look now and then, and all accounts on which they can differ."""

    plan: Plan
    people: dict[int, Footing]
    now: dict[int, Viewer]
    then: dict[int, Viewer]
    before: Mapping[int, Stand]


def preview(session: Session, plan: Plan) -> Preview:
    """What follows from the plan. Reads only, and in a settled number of questions."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        compared = _compare(session, plan)
        sees, opens = sorted(_effects(compared, SEE)), sorted(_effects(compared, OPEN))
        concerned = frozenset[int]().union(*(one.gains | one.loses for one in sees))
        return Preview(plan, sees, opens, _cases(session, concerned), _fingerprint(plan, sees, opens))


def _compare(session: Session, plan: Plan) -> _Compared:
    people = footings(session, _concerned(plan))
    later = plan.footings(people)
    law = law_of(session, people.values())
    stands = {**stands_of(session, [*people.values(), *later.values()]), **plan.before}
    changed = {**stands, **plan.after}
    now = {id_: viewer_on(one, stands, law, 0) for id_, one in people.items()}
    then = {id_: viewer_on(one, changed, law, 0) for id_, one in later.items()}
    differ = [id_ for id_ in people if now[id_].sources != then[id_].sources]
    return _Compared(plan, people, now, then, _all_stands(session, plan, differ, people))


def _effects(compared: _Compared, act: str) -> Iterator[Effect]:
    """People with the same two reaches have the same effect, which is worked out once."""
    plan, ended = compared.plan, set(compared.plan.takes_over)
    before, after = Cover(compared.before), Cover({**compared.before, **plan.after})
    known: dict[tuple[Reach, Reach], tuple[frozenset[int], frozenset[int]]] = {}
    for id_, footing in compared.people.items():
        pair = (compared.now[id_].reach(act), compared.then[id_].reach(act))
        if pair not in known:
            could, can = before.of(pair[0]) - ended, after.of(pair[1]) - ended
            if act == SEE:  # cases go along with a merge; none can be opened for an account that has ended
                could |= before.of(pair[0]) & ended
                can |= {gone for gone, kept in plan.takes_over.items() if kept in can}
            known[pair] = (can - could, could - can)
        gains, loses = known[pair]
        if id_ in plan.becomes:  # what comes to them as the other one is told of the other one
            gains = frozenset()
        if gains or loses:
            yield Effect(id_, footing.home_id or 0, gains, loses)


class Cover:
    """Which accounts a reach covers, where many reaches are asked about the same trees.

    Each account is held against each place once. Only those of the same tree: no relation reaches out of it.
    """

    def __init__(self, stands: Mapping[int, Stand]) -> None:
        self._trees = defaultdict[int, list[Place]](list)
        for stand in stands.values():
            self._trees[stand.place.root_id].append(stand.place)
        self._known: dict[Place, dict[str | None, set[int]]] = {}

    def of(self, reach: Reach) -> frozenset[int]:
        if reach.every:
            return frozenset(place.id for places in self._trees.values() for place in places)
        found = (self._around(grant.place).get(grant.relation, set()) for grant in reach.grants)
        return frozenset[int]().union(*found)

    def _around(self, place: Place) -> dict[str | None, set[int]]:
        """The accounts by how they relate to a place."""
        if place not in self._known:
            found = self._known[place] = defaultdict[str | None, set[int]](set)
            for other in self._trees.get(place.root_id, ()):
                found[relation(place, other)].add(other.id)
        return self._known[place]


def _concerned(plan: Plan) -> ColumnElement[bool]:
    """People of the trees that are touched, and those of whom the plan speaks."""
    roots = {stand.place.root_id for stand in plan.before.values()}
    inside = select(Account.id).where(Account.root_id.in_(sorted(roots)))
    acting = select(AccountAccess.person_id).where(AccountAccess.account_id.in_(inside))
    named = sorted({*plan.homes, *plan.active, *plan.becomes, *plan.becomes.values()})
    return or_(Person.home_account_id.in_(inside), Person.id.in_(acting), Person.id.in_(named))


def _all_stands(
    session: Session, plan: Plan, changed: list[int], people: dict[int, Footing]
) -> dict[int, Stand]:
    """The trees that are touched, and every tree in which somebody acts whose reach changes."""
    own = frozenset[int]().union(*(people[id_].account_ids for id_ in changed))
    own |= frozenset(plan.homes.values()).union(*plan.acts_for.values())
    more = sorted(own - set(plan.before))
    found = dict(plan.before)
    for start in range(0, len(more), AT_ONCE):
        roots = select(Account.root_id).where(Account.id.in_(more[start : start + AT_ONCE]))
        found |= stands_where(session, Account.root_id.in_(roots))
    return {**found, **plan.before}


def _cases(session: Session, accounts: frozenset[int]) -> dict[int, int]:
    """How many cases each of these accounts has."""
    ids, found = sorted(accounts), defaultdict[int, int](int)
    for start in range(0, len(ids), AT_ONCE):
        counted = select(Case.account_id, func.count(Case.id)).group_by(Case.account_id)
        some = counted.where(Case.account_id.in_(ids[start : start + AT_ONCE]))
        found.update({row[0]: row[1] for row in session.execute(some)})
    return found


def _fingerprint(plan: Plan, *effects: list[Effect]) -> str:
    """Of all that was shown but the numbers of cases: those may grow while somebody reads."""
    trees = [(id_, plan.before[id_], plan.after[id_]) for id_ in sorted(plan.moved)]
    people = [[(*one[:2], sorted(one.gains), sorted(one.loses)) for one in some] for some in effects]
    said = (plan.kind, plan.account_id, plan.other_id, trees, sorted(plan.takes_over.items()), people)
    more = (sorted(plan.homes.items()), sorted(plan.active.items()), sorted(plan.becomes.items()))
    return hashlib.sha256(repr((said, more)).encode()).hexdigest()[:40]
