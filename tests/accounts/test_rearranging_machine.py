"""A8, T35: after any act on a tree the database answers as plain Python does, and the preview had said it."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select

from app.access.session import see_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.accounts.rearrange.act import merge, move, set_activity
from app.accounts.rearrange.plan import ALONG, BEHIND, Plan, plan_activity, plan_merge, plan_move
from app.accounts.rearrange.preview import Preview, preview
from app.refused import Refused
from models.case import Case
from tests.access.test_tree_machine import MORE, PICK, Tree, run
from tests.worlds import World

Sight = dict[int, set[int]]


class Rearranged(Tree):
    """The tree machine, with the acts of customer success managers besides.

    A preview speaks of whole accounts. Single cases that were shared stand apart from it, as its page says.
    """

    def turn_share(self, what: int, who: int, kind: str, days: int) -> None:
        """No rule here."""

    @precondition(lambda self: self.plain.parents)
    @rule(what=PICK, where=PICK, on_top=st.booleans(), subs=st.sampled_from([ALONG, BEHIND]))
    def move(self, what: int, where: int, on_top: bool, subs: str) -> None:
        account = self._any(self.plain.parents, what)
        to = None if on_top else self._any(self.plain.parents, where)
        self._act(
            lambda: plan_move(self.session, account, to, subs),
            lambda seen: move(self.session, account, to, by=SYSTEM, seen=seen, subs=subs),
            lambda: self._moved(account, to, subs),
        )

    @precondition(lambda self: self.plain.parents)
    @rule(what=PICK, where=PICK)
    def merge(self, what: int, where: int) -> None:
        gone, kept = (self._any(self.plain.parents, pick) for pick in (what, where))
        self._act(
            lambda: plan_merge(self.session, gone, kept),
            lambda seen: merge(self.session, gone, kept, by=SYSTEM, seen=seen),
            lambda: self._merged(gone, kept),
        )

    @precondition(lambda self: self.plain.parents)
    @rule(what=PICK)
    def turn(self, what: int) -> None:
        account = self._any(self.plain.parents, what)
        to = account in self.plain.closed
        self._act(
            lambda: plan_activity(self.session, account, to),
            lambda seen: set_activity(self.session, account, to, by=SYSTEM, seen=seen),
            lambda: self.plain.closed.symmetric_difference_update({account}),
        )

    def _act(self, plan: Callable[[], Plan], act: Callable[[str], Any], mirror: Callable[[], Any]) -> None:
        self.session.flush()
        accounts, before = dict(self.plain.cases), self._sight()
        try:
            look = preview(self.session, plan())
        except Refused:
            return
        act(look.fingerprint)
        mirror()
        assert _told(look, accounts) == _differences(before, self._sight())

    def _sight(self) -> Sight:
        """The cases that each person sees, asked of the database."""
        found = {}
        for person in self.plain.people:
            see_as(self.session, viewer_of(self.session, person))
            found[person] = set(self.session.scalars(select(Case.id)))
        see_as(self.session, SYSTEM)
        return found

    def _moved(self, account: int, to: int | None, subs: str) -> None:
        parents = self.plain.parents
        for child in [id_ for id_, parent in parents.items() if parent == account and subs == BEHIND]:
            parents[child] = parents[account]
        parents[account] = to

    def _merged(self, gone: int, kept: int) -> None:
        plain = self.plain
        if gone in plain.above(kept):
            plain.parents[kept] = plain.parents[gone]
        plain.parents.update({id_: kept for id_, parent in plain.parents.items() if parent == gone})
        plain.parents[gone] = None
        plain.closed.add(gone)
        plain.cases.update({case: kept for case, account in plain.cases.items() if account == gone})
        for one in plain.people.values():
            one.home = kept if one.home == gone else one.home
            one.others = {kept if id_ == gone else id_ for id_ in one.others}
            one.others -= {kept} if one.home == kept else set()  # home is home


def _told(look: Preview, accounts: dict[int, int]) -> dict[int, tuple[set[int], set[int]]]:
    """The preview in cases: what each person was said to gain and to lose."""

    def cases_of(some: frozenset[int]) -> set[int]:
        return {case for case, account in accounts.items() if account in some}

    told = {one.person_id: (cases_of(one.gains), cases_of(one.loses)) for one in look.sees}
    for one in look.sees:
        assert look.count(one.gains) == len(told[one.person_id][0])
        assert look.count(one.loses) == len(told[one.person_id][1])
    return {person: pair for person, pair in told.items() if any(pair)}


def _differences(before: Sight, after: Sight) -> dict[int, tuple[set[int], set[int]]]:
    pairs = {person: (after[person] - before[person], before[person] - after[person]) for person in before}
    return {person: pair for person, pair in pairs.items() if any(pair)}


def test_t35_a8_what_was_shown_is_what_happens_on_sqlite(sqlite_world: World) -> None:
    run(sqlite_world, Rearranged, examples=40 * MORE, steps=20)


def test_t35_a8_what_was_shown_is_what_happens_on_postgresql(postgres_world: World) -> None:
    run(postgres_world, Rearranged, examples=8 * MORE, steps=15)
