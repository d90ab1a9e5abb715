"""The queue: its own four views, those that people built, filters, teams (D12)."""

from sqlalchemy import select

from models.case import Case
from models.event import CaseEvent
from models.list_view import ListView
from tests.cases.steps import find, numbers, opened
from tests.desk.steps import team
from tests.files.queries import queries
from tests.mail.acts import told
from tests.worlds import World


def queue(world: World, asked: str, person: str = "bo") -> list[int]:
    return numbers(world.sign_in(person).get(f"/desk/?{asked}").text)


def give(world: World, number: int, to: int, person: str = "mia") -> int:
    return world.post(world.sign_in(person), f"/cases/{number}/team", {"to": to}).status_code


def test_a_case_waits_for_a_team_until_one_of_it_takes_it(world: World) -> None:
    printers, ours, other = team(world, "bo"), opened(world, "sam"), opened(world, "sam")
    assert give(world, ours, printers) == 303
    assert queue(world, "view=team") == [ours] and queue(world, "view=team", "kim") == []
    assert set(queue(world, "view=unassigned")) == {ours, other}
    world.post(world.sign_in("bo"), f"/cases/{ours}/assignment?me=1")
    for asked in ("view=mine", "view=team", "view=all&team=printers"):
        assert queue(world, asked) == [ours]


def test_an_agent_outside_the_team_lets_go_of_the_case_and_one_of_it_keeps_it(world: World) -> None:
    printers = team(world, "bo", "mia")
    for person, kept in (("kim", None), ("bo", world.person_id("bo"))):
        number = opened(world, "sam")
        world.post(world.sign_in(person), f"/cases/{number}/assignment?me=1")
        give(world, number, printers)
        assert find(world, number).assignee_id == kept


def test_the_members_are_told_and_the_customer_is_not(world: World) -> None:
    number = opened(world, "sam")
    give(world, number, team(world, "bo", "kim", "mia"))
    assert told(world) == ["bo", "kim", "sam"]  # Sam, that the case is registered
    with world.session() as session:
        assert session.scalars(select(CaseEvent).where(CaseEvent.kind == "team_changed")).one().is_internal
    assert "Printers" in world.sign_in("bo").get(f"/cases/{number}/history").text
    sams = world.sign_in("sam")
    assert all("Printers" not in sams.get(f"/cases/{number}{part}").text for part in ("", "/history"))


def test_t25_only_the_desk_gives_cases_to_teams_that_get_cases(world: World) -> None:
    printers, number = team(world, "bo"), opened(world, "sam")
    assert give(world, number, printers, "sam") == 403
    assert give(world, number, printers, "chris") == 403
    assert give(world, number, 4711) == 422
    assert find(world, number).team_id is None


def test_a_view_that_mia_built_and_shared_is_a_queue_for_bo(world: World) -> None:
    high, low = opened(world, "sam"), opened(world, "sam", priority="low")
    mia = world.sign_in("mia")
    form = {"name": "Urgent", "which": "account_open", "priority": "high", "assignee": "nobody"}
    shown = {"columns": ["number", "subject"], "sort": "-updated", "size": "25", "is_shared": "1"}
    answer = world.post(mia, "/cases/views/new", {**form, **shown, "back": "desk"})
    with world.session() as session:
        view = session.scalars(select(ListView)).one()
    assert answer.location == f"/desk/?view=own-{view.id}"
    assert queue(world, f"view=own-{view.id}") == [high]
    assert set(queue(world, f"view=own-{view.id}&priority=")) == {high, low}
    assert "Urgent" in world.sign_in("kim").get("/desk/").text


def test_t32_customers_have_no_filter_on_who_works_on_a_case(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/assignment?me=1")
    bo = world.person_id("bo")
    assert numbers(world.sign_in("kim").get("/cases/?assignee=nobody").text) == []
    for asked in ("assignee=nobody", "team=mine", f"assignee={bo}"):
        assert numbers(world.sign_in("sam").get(f"/cases/?{asked}").text) == [number]


def test_the_queue_asks_as_many_questions_for_thirty_cases_as_for_one(world: World) -> None:
    printers, bo = team(world, "bo"), world.sign_in("bo")
    bo.get("/desk/?view=all")

    def asked() -> int:
        with queries() as found:
            assert bo.get("/desk/?view=all&size=50").status_code == 200
        return len(found)

    opened(world, "sam")
    for_one = asked()
    for _ in range(29):
        opened(world, "sam")
    with world.session() as session:
        for case in session.scalars(select(Case).limit(10)):
            case.team_id = printers
        session.commit()
    assert asked() == for_one <= 5
