"""T64: two people act on one case at once: the second is told, and nothing is lost (D16)."""

from typing import Any

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from app.cases.assign import assign
from app.refused import Stale
from models.case import Case
from models.event import CaseEvent
from tests.cases.steps import find, hidden, opened
from tests.cases.test_status import status_of
from tests.jobs.hands import Hand, Say, finish
from tests.worlds import World


def take(world: World, who: str, number: int, **fields: Any) -> Any:
    """The button in the queue, of a page on which nobody had the case."""
    address = f"/cases/{number}/assignment?me=1&was="
    return world.post(world.sign_in(who), address, {"back": "/desk/?view=unassigned", **fields})


def assigned(world: World, number: int) -> int | None:
    return find(world, number).assignee_id


def test_who_takes_a_case_a_moment_later_is_told_who_has_it(world: World) -> None:
    number, kim = opened(world, "sam"), world.sign_in("kim")
    assert take(world, "bo", number).location == "/desk/?view=unassigned"
    late = world.post(kim, f"/cases/{number}/assignment?me=1&was=", {"back": "/desk/?view=unassigned"})
    assert late.location == "/desk/?view=unassigned"
    assert f"Meanwhile case {number} went to Bo Jansen." in kim.get(late.location).text
    assert assigned(world, number) == world.person_id("bo")
    take(world, "bo", number)  # a second click
    assert assigned(world, number) == world.person_id("bo")


def test_on_the_page_the_second_sees_whose_it_is_and_may_mean_it_all_the_same(world: World) -> None:
    number, kim, mia = opened(world, "sam"), world.sign_in("kim"), world.person_id("mia")
    was = {"was": hidden(kim, f"/cases/{number}", "was")}
    take(world, "bo", number)
    late = world.post(kim, f"/cases/{number}/assignment", {"to": mia, **was})
    assert late.status_code == 409 and f"Meanwhile case {number} went to Bo Jansen." in late.text
    assert assigned(world, number) == world.person_id("bo")
    again = world.post(kim, f"/cases/{number}/assignment", {"to": mia, "was": world.person_id("bo")})
    assert again.status_code == 302 and assigned(world, number) == mia
    given_back = world.post(
        kim, f"/cases/{number}/assignment?lang=nl", {"to": "", "was": world.person_id("bo")}
    )
    assert given_back.status_code == 409 and "Mia Kramer" in given_back.text


def test_of_two_changes_of_status_the_second_is_shown_the_first_and_keeps_what_was_typed(
    world: World,
) -> None:
    number, kim = opened(world, "sam"), world.sign_in("kim")
    world.post(world.sign_in("bo"), f"/cases/{number}/status", {"to": "on_hold", "was": "new"})
    said = {"to": "pending_response", "reason": "Which model is it?", "was": "new"}
    late = world.post(kim, f"/cases/{number}/status", said)
    assert late.status_code == 409 and "Which model is it?" in late.text
    assert "it is “On hold” now, and you chose “Pending your response”" in late.text
    assert status_of(world, number) == "on_hold"
    assert world.post(kim, f"/cases/{number}/status", {**said, "was": "on_hold"}).status_code == 302
    assert status_of(world, number) == "pending_response"


def test_a_customer_who_accepts_what_the_desk_just_took_back_is_told(world: World) -> None:
    number, sam, bo = opened(world, "sam"), world.sign_in("sam"), world.sign_in("bo")
    world.post(bo, f"/cases/{number}/status", {"to": "solution_suggested"})
    assert hidden(sam, f"/cases/{number}", "was") == "solution_suggested"
    world.post(bo, f"/cases/{number}/status", {"to": "in_progress"})
    late = world.post(sam, f"/cases/{number}/status?lang=nl", {"to": "resolved", "was": "solution_suggested"})
    assert late.status_code == 409 and "In behandeling" in late.text
    assert status_of(world, number) == "in_progress"


def takes(world: World, who: str, number: int) -> Hand:
    """In a process of its own, from a page on which nobody had the case."""
    by = world.viewer(who)

    def work(app: Flask, say: Say) -> None:
        with world.session(who) as session, force_locale("en"):
            case = session.scalars(select(Case).where(Case.number == number)).one()
            try:
                assign(session, by=by, case=case, to=by.person_id, was="")
                session.commit()
                say("taken")
            except Stale:
                session.rollback()
                say("stale")

    return Hand(world, work)


def test_t64_of_two_processes_that_take_one_case_one_gets_it(world: World) -> None:
    number = opened(world, "sam")
    said = finish([takes(world, "bo", number), takes(world, "kim", number)])
    assert sorted(said) == ["stale", "taken"]
    with world.session() as session:
        assert len(session.scalars(select(CaseEvent).where(CaseEvent.kind == "assigned")).all()) == 1
