"""Where a case stands: which change is allowed to whom, and assignment."""

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.cases.change_status import change_status
from app.refused import Refused
from models.case import Case
from models.event import CaseEvent
from models.person import Person
from tests.cases.steps import opened
from tests.worlds import World


def status_of(world: World, number: int) -> str:
    with world.session() as session:
        return session.scalars(select(Case).where(Case.number == number)).one().status.code


def test_a_customer_accepts_a_suggested_solution(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/status", {"to": "solution_suggested"})
    sam = world.sign_in("sam")
    assert "Accept the solution" in sam.get(f"/cases/{number}").text
    world.post(sam, f"/cases/{number}/status", {"to": "resolved"})
    assert status_of(world, number) == "resolved"


def test_refusing_a_solution_asks_for_a_word_of_explanation(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/status", {"to": "solution_suggested"})
    sam = world.sign_in("sam")

    without = world.post(sam, f"/cases/{number}/status", {"to": "in_progress"})
    assert without.status_code == 422
    assert "Add a word of explanation" in without.text
    assert status_of(world, number) == "solution_suggested"

    world.post(sam, f"/cases/{number}/status", {"to": "in_progress", "reason": "It still stops."})
    assert status_of(world, number) == "in_progress"
    assert "It still stops." in sam.get(f"/cases/{number}").text


def test_a_customer_says_that_it_is_solved_meanwhile(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("sam"), f"/cases/{number}/status", {"to": "resolved"})
    assert status_of(world, number) == "resolved"


@pytest.mark.parametrize("to", ["solution_suggested", "in_progress", "new", "nonsense", ""])
def test_a_customer_makes_no_change_that_is_not_listed(world: World, to: str) -> None:
    number = opened(world, "sam")
    answer = world.post(world.sign_in("sam"), f"/cases/{number}/status", {"to": to, "reason": "Because"})
    assert answer.status_code == 422 or to == "new"
    assert status_of(world, number) == "new"


def test_taking_a_new_case_makes_it_assigned_and_writes_who_and_when(world: World) -> None:
    number, bo = opened(world, "sam"), world.person_id("bo")
    world.post(world.sign_in("bo"), f"/cases/{number}/assignment?me=1")
    assert status_of(world, number) == "new_assigned"
    with world.session() as session:
        event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "assigned")).one()
        assert event.changes == {"assignee": [None, bo], "status": ["new", "new_assigned"]}


def test_only_people_of_the_desk_assign_and_only_to_agents(world: World) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    assert world.post(sam, f"/cases/{number}/assignment?me=1").status_code == 403
    for who in ("chris", "sam"):
        answer = world.post(world.sign_in("bo"), f"/cases/{number}/assignment", {"to": world.person_id(who)})
        assert answer.status_code == 422


def test_the_queue_shows_urgent_cases_first_then_the_oldest(world: World) -> None:
    low, old, young = (opened(world, "sam", priority=p) for p in ("low", "high", "high"))
    html = world.sign_in("bo").get("/desk/").text
    assert html.index(str(old)) < html.index(str(young)) < html.index(str(low))
    assert world.sign_in("sam").get("/desk/").status_code == 403


def test_the_history_says_from_what_to_what_by_whom(world: World) -> None:
    number = opened(world, "sam")
    bo = world.sign_in("bo")
    world.post(bo, f"/cases/{number}/status", {"to": "on_hold"})
    html = world.sign_in("sam").get(f"/cases/{number}/history").text
    assert "<del>New</del>" in html
    assert "On hold" in html
    assert "Bo Jansen" in html


def test_d13_the_history_cannot_be_changed_in_the_database(world: World) -> None:
    opened(world, "sam")
    with world.session() as session:
        event = session.scalars(select(CaseEvent)).one()
        event.kind = "noted"
        with pytest.raises(Exception, match="history of a case cannot be changed"):
            session.commit()
        session.rollback()
        session.delete(session.scalars(select(CaseEvent)).one())
        with pytest.raises(Exception, match="history of a case cannot be changed"):
            session.commit()
        session.rollback()


def test_a_person_who_left_is_no_agent(world: World) -> None:
    number = opened(world, "sam")
    with world.session() as session:
        session.scalars(select(Person).where(Person.first_name == "Kim")).one().active = False
        session.commit()
    answer = world.post(world.sign_in("bo"), f"/cases/{number}/assignment", {"to": world.person_id("kim")})
    assert answer.status_code == 422


def test_t64_of_two_changes_at_once_the_second_starts_where_the_first_ended(postgres_world: World) -> None:
    """Two processes: the first has read the case when the second cancels it."""
    world = postgres_world
    number, sam = opened(world, "sam"), world.viewer("sam")
    with world.session("sam") as one, force_locale("en"):
        case = one.scalars(select(Case).where(Case.number == number)).one()
        world.post(world.sign_in("sam"), f"/cases/{number}/status", {"to": "cancelled", "reason": "Gone."})
        with pytest.raises(Refused):
            change_status(one, by=sam, case=case, to="resolved", reason="Solved.")
        one.rollback()
    assert status_of(world, number) == "cancelled"
