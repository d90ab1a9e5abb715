"""After closing a customer says once how it was, and changes that for a week (D17)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from app.access.writing.by_verbs import put
from app.jobs.work import work_off
from app.refused import OutOfReach
from models.event import CaseEvent, OutgoingMail
from models.rating import Rating
from tests.cases.steps import find, opened
from tests.worlds import World


def closed(world: World, to: str = "resolved") -> int:
    """Sam's case, for which Bo suggested a solution that Sam took."""
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/status", {"to": "solution_suggested"})
    if to != "solution_suggested":
        world.post(world.sign_in("sam"), f"/cases/{number}/status", {"to": to})
    return number


def rate(world: World, person: str, number: int, score: object, remark: str = "") -> Any:
    said = {"score": str(score), "remark": remark}
    return world.post(world.sign_in(person), f"/cases/{number}/rating", said)


def ratings(world: World) -> list[tuple[int, str]]:
    with world.session() as session:
        return [(row.score, row.remark) for row in session.scalars(select(Rating))]


def test_sam_is_asked_once_the_case_is_closed_and_the_desk_reads_the_answer(world: World) -> None:
    number = closed(world)
    assert "How did we do?" in world.sign_in("sam").get(f"/cases/{number}").text
    assert rate(world, "sam", number, 2, "It took a week.").status_code == 303
    assert ratings(world) == [(2, "It took a week.")] and find(world, number).rating == 2
    for person in ("bo", "mia"):
        page = world.sign_in(person).get(f"/cases/{number}").text
        assert "Dissatisfied" in page and "It took a week." in page
    assert "Rated" in world.sign_in("sam").get(f"/cases/{number}/history").text


def test_nobody_is_asked_while_it_is_open_or_a_solution_waits_for_an_answer(world: World) -> None:
    for number in (opened(world, "sam"), closed(world, "solution_suggested")):
        assert "How did we do?" not in world.sign_in("sam").get(f"/cases/{number}").text
        assert rate(world, "sam", number, 5).status_code == 422
    assert ratings(world) == []


def test_it_is_changed_for_a_week_by_whoever_may_edit_the_case(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = closed(world)
    rate(world, "sam", number, 2)
    assert rate(world, "lot", number, 4, "Solved after all.").status_code == 303
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert rate(world, "sam", number, 1).status_code == 422
    assert ratings(world) == [(4, "Solved after all.")]
    with world.session() as session:
        changes = select(CaseEvent.changes).where(CaseEvent.kind == "rated").order_by(CaseEvent.id)
        assert [change["rating"] for change in session.scalars(changes)] == [[None, 2], [2, 4]]


@pytest.mark.parametrize("score", ["", "0", "6", "five"])
def test_only_what_is_offered_is_a_score_and_the_remark_stays(world: World, score: str) -> None:
    page = rate(world, "sam", closed(world), score, "Thank you, Bo.")
    assert page.status_code == 422
    assert "Choose how satisfied you are." in page.text and "Thank you, Bo." in page.text


def test_t22_only_customers_who_may_edit_the_case_rate_it(world: World) -> None:
    number = closed(world)
    assert rate(world, "eva", number, 1).status_code == 404
    assert rate(world, "chris", number, 1).status_code == 403
    assert rate(world, "bo", number, 5).status_code == 422
    assert ratings(world) == []
    assert rate(world, "noor", number, 5).status_code == 303


def test_leads_read_what_was_given_and_its_average_and_agents_do_not(world: World) -> None:
    for score in (5, 2):
        rate(world, "sam", closed(world), score, f"given {score}")
    for person in ("mia", "chris"):
        page = world.sign_in(person).get("/desk/ratings").text
        assert "Average 3.5 of 5" in page and "given 5" in page and "given 2" in page
    low = world.sign_in("mia").get("/desk/ratings?which=low").text
    assert "given 2" in low and "given 5" not in low
    assert world.sign_in("bo").get("/desk/ratings").status_code == 403
    assert world.sign_in("sam").get("/desk/ratings").status_code == 403


def test_the_mail_about_the_closing_asks_for_it_and_holds_no_picture_that_tells(world: World) -> None:
    number, sam = opened(world, "sam"), world.person_id("sam")
    world.post(world.sign_in("noor"), f"/cases/{number}/status", {"to": "cancelled", "reason": "Solved."})
    work_off(world.app)
    with world.session() as session:
        closing = OutgoingMail.reaction == "status", OutgoingMail.person_id == sam
        mail = session.scalars(select(OutgoingMail).where(*closing)).one()
    assert f"/cases/{number}/rating" in mail.text and f"/cases/{number}/rating" in mail.html
    assert "<img" not in mail.html


def test_t31_the_session_refuses_a_rating_of_a_case_that_is_open(world: World) -> None:
    assert written_past_the_verb(world, closed(world))
    assert not written_past_the_verb(world, opened(world, "sam"))


def written_past_the_verb(world: World, number: int) -> bool:
    case_id = find(world, number).id
    row = Rating(case_id=case_id, person_id=world.person_id("sam"), remark="")
    with world.session("sam") as session:
        put(row, session, score=1, rated_at=clock.now())
        session.add(row)
        try:
            session.flush()
        except OutOfReach:
            return False
        finally:
            session.rollback()
    return True
