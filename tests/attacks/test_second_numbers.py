"""T22, T27: in an address with two numbers both are asked: a row of another case is as good as none.

Made from the census: every address below a case that names a row of it, by everybody, crossed with all cases.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from app import clock
from models.case_share import CaseShare
from models.task import Task
from tests.access.seeding import OWNERS, Rows, seed
from tests.access.who_sees import CASES, CUSTOMERS, DESK
from tests.attacks.answers import leaks, plain
from tests.attacks.test_every_route import _ask, _client
from tests.house.route_census import Route, routes
from tests.worlds import World

Ids = dict[str, dict[str, int]]  # by the name in the address, then by account
MISSING = 987_654
SOME = ("Rijnmond Groep", "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon")
# Whose act it is, of those who may edit the case.
MAY: dict[str, Callable[[str, str], bool]] = {
    "note_id": lambda who, account: OWNERS[account].lower() == who,
    "task_id": lambda who, account: who in DESK,
    "share_id": lambda who, account: who in (*CUSTOMERS, *DESK),
}


def below_a_case(world: World) -> Iterator[tuple[Route, str]]:
    for route in routes(world.app):
        second = re.match(r"/cases/<int:number>/[^<]*<int[^>]*:(\w+)>", route.rule)
        if second:
            yield route, second[1]


def hung_on(world: World, rows: dict[str, Rows]) -> Ids:
    """A task and a share on the case of each account, beside the note that is there."""
    found: Ids = {"note_id": {name: row.note for name, row in rows.items()}, "task_id": {}, "share_id": {}}
    bo, zij, now = world.person_id("bo"), world.person_id("zij"), clock.now()
    with world.session() as session:
        for name, row in rows.items():
            task = Task(case_id=row.case, title="Seeded", owner_id=bo, created_by_id=bo, created_at=now)
            task.is_internal, task.state = True, "open"
            share = CaseShare(
                case_id=row.case, person_id=zij, shared_by_id=bo, shared_at=now, may_write=False
            )
            share.until = now + timedelta(days=1)
            session.add_all([task, share])
            session.flush()
            found["task_id"][name], found["share_id"][name] = task.id, share.id
        session.commit()
    return found


def address(route: Route, number: int, second: int) -> str:
    once = re.sub(r"<int:number>", str(number), route.rule)
    return re.sub(r"<int[^>]*>", str(second), once)


def test_t36_every_second_number_says_whose_act_it_is(sqlite_world: World) -> None:
    named = {name for _route, name in below_a_case(sqlite_world)}
    assert named == set(MAY), "say in MAY whose act it is"


@pytest.mark.parametrize("who", ["noor", "sam", "lot", "eva", "bo", "chris"])
def test_t22_a_row_of_another_case_is_not_there_and_ones_own_is(sqlite_world: World, who: str) -> None:
    world = sqlite_world
    rows = seed(world)
    ids, viewer = hung_on(world, rows), world.viewer(who)
    client, token = _client(world, who)
    for route, name in below_a_case(world):
        if not any(viewer.may(*pair) for pair in route.permissions):
            continue
        for method in route.methods:
            _crossed(who, route, method, rows, ids[name], lambda *asked: _ask(client, *asked, token))
            _own(who, route, method, rows, ids[name], MAY[name], lambda *asked: _ask(client, *asked, token))


Ask = Callable[[str, str], tuple[int, str]]


def _crossed(
    who: str, route: Route, method: str, rows: dict[str, Rows], ids: dict[str, int], ask: Ask
) -> None:
    for here in SOME:
        nothing = ask(method, address(route, rows[here].number, MISSING))
        assert nothing[0] == 404, route.line
        for there in SOME:
            if there != here:
                page = ask(method, address(route, rows[here].number, ids[there]))
                assert plain(page) == plain(nothing), f"{who}: {method} {route.rule} of {here} with {there}"
                assert leaks(who, page[1]) == set()


def _own(
    who: str,
    route: Route,
    method: str,
    rows: dict[str, Rows],
    ids: dict[str, int],
    may: Callable[[str, str], bool],
    ask: Ask,
) -> None:
    for account in SOME:
        status, text = ask(method, address(route, rows[account].number, ids[account]))
        allowed = account in CASES[who] and may(who, account)
        assert status < 500 and leaks(who, text) == set()
        assert (status not in (403, 404)) is allowed, f"{who}: {method} {route.rule} of {account}: {status}"
