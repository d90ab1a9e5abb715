"""One act on many cases of the queue: all of them or none, each by its own verb (D12, T25)."""

import pytest
from sqlalchemy import func, select

from models.event import CaseEvent
from models.subscription import Subscription
from tests.cases.steps import find, opened, priority_id
from tests.desk.steps import bulk, statuses, team
from tests.files.queries import queries
from tests.worlds import World


def events(world: World, kind: str) -> int:
    with world.session() as session:
        counted = select(func.count(CaseEvent.id)).where(CaseEvent.kind == kind)
        return session.scalar(counted) or 0


def test_bo_gives_three_cases_to_kim_at_once(world: World) -> None:
    three, kim = [opened(world, who) for who in ("sam", "lot", "eva")], world.person_id("kim")
    answer = bulk(world, "assignments", three, to=kim)
    assert answer.location == "/desk/?view=all"
    assert {find(world, number).assignee_id for number in three} == {kim}
    assert events(world, "assigned") == 3


def test_t42_an_address_of_odd_bytes_is_no_server_error(world: World) -> None:
    bo, number = world.sign_in("bo"), opened(world, "sam")
    environ = {"QUERY_STRING": "view=all&q=\xff\xfe"}
    sent = {"rowid": str(number), "to": "me"}
    answer = world.post(bo, "/desk/assignments", sent, environ_overrides=environ)
    assert answer.status_code == 303 and find(world, number).assignee_id == world.person_id("bo")


def test_bo_gives_them_to_a_team_and_takes_them_back(world: World) -> None:
    two, printers = [opened(world, "sam"), opened(world, "lot")], team(world, "bo")
    bulk(world, "assignments", two, to=f"team-{printers}")
    assert {find(world, number).team_id for number in two} == {printers}
    bulk(world, "assignments", two, to="team-")
    assert {find(world, number).team_id for number in two} == {None}


def test_status_priority_and_subscription_go_by_their_own_verbs(world: World) -> None:
    two = [opened(world, "sam"), opened(world, "lot")]
    bulk(world, "statuses", two, status="on_hold", reason="Waits for parts.")
    bulk(world, "priorities", two, priority="low")
    bulk(world, "subscriptions", two)
    assert bulk(world, "subscriptions", two).status_code == 303
    assert {find(world, number).priority_id for number in two} == {priority_id(world, "low")}
    assert events(world, "status_changed") == 2
    with world.session() as session:
        assert len(session.scalars(select(Subscription)).all()) == 2
    assert "Waits for parts." in world.sign_in("sam").get(f"/cases/{two[0]}").text


@pytest.mark.parametrize("stranger", [98_765_432, 0])
def test_t25_one_number_that_is_not_there_and_nothing_is_changed(world: World, stranger: int) -> None:
    own = opened(world, "sam")
    answer = bulk(world, "statuses", [own, stranger], status="on_hold")
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text and str(stranger) in answer.text
    assert find(world, own).status_id == statuses(world, [opened(world, "sam")])[0]
    assert events(world, "status_changed") == 0


def test_t25_each_case_that_stands_in_the_way_is_named_with_its_reason(world: World) -> None:
    open_one, closed = opened(world, "sam"), opened(world, "sam")
    bulk(world, "statuses", [closed], status="solution_suggested")
    world.post(world.sign_in("sam"), f"/cases/{closed}/status", {"to": "resolved"})
    before = statuses(world, [open_one, closed])
    answer = bulk(world, "statuses", [open_one, closed], status="on_hold")
    assert answer.status_code == 422 and f"<strong>{closed}</strong>" in answer.text
    assert "not possible from where the case stands" in answer.text
    assert f"<strong>{open_one}</strong>" not in answer.text
    assert statuses(world, [open_one, closed]) == before


def test_t25_customers_have_no_bulk_acts_whichever_cases_they_name(world: World) -> None:
    own, foreign = opened(world, "sam"), opened(world, "eva")
    for act in ("assignments", "statuses", "priorities", "subscriptions"):
        for person in ("sam", "chris", "tess"):
            assert bulk(world, act, [own, foreign], person, status="on_hold", to="me").status_code == 403
    assert events(world, "status_changed") == events(world, "assigned") == 0


@pytest.mark.parametrize(
    ("act", "fields"), [("assignments", {"to": "x"}), ("statuses", {}), ("priorities", {"priority": "x"})]
)
def test_what_was_chosen_stays_when_the_act_is_not_known(
    sqlite_world: World, act: str, fields: dict[str, str]
) -> None:
    number = opened(sqlite_world, "sam")
    answer = bulk(sqlite_world, act, [number], **fields)
    assert answer.status_code == 422 and "There is a problem" in answer.text
    assert f'value="{number}" form="queue" checked' in answer.text
    assert bulk(sqlite_world, act, [], **fields).status_code == 422


def test_forty_cases_take_hardly_more_questions_than_four(world: World) -> None:
    numbers, bo = [opened(world, "sam") for _ in range(40)], world.sign_in("bo")
    asked = []
    for some in (numbers[:4], numbers):
        with queries() as found:
            world.post(bo, "/desk/assignments", {"rowid": some, "to": world.person_id("kim")})
            world.post(bo, "/desk/statuses", {"rowid": some, "status": "in_progress"})
        asked.append(len([one for one in found if one.lstrip().startswith("SELECT")]))
    assert asked[1] <= asked[0] + 4
