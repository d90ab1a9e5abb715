"""The conversation of a case: who writes, who reads, and what stays inside the desk."""

import pytest
from sqlalchemy import func, select

from app import clock
from models.case import Case
from models.conversation import Note
from models.event import CaseEvent
from tests.cases.steps import find, opened
from tests.worlds import World

SECRET = "only the desk may read this"


def test_a_note_is_told_apart_by_side_and_word(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    answer = world.post(bo, f"/cases/{number}/notes", {"body": "Which **firmware**?"})
    assert answer.location.startswith(f"/cases/{number}#note-")

    html = sam.get(f"/cases/{number}").text
    assert 'class="note theirs' in html
    assert "<strong>firmware</strong>" in html
    assert "Service desk" in html
    assert 'class="note mine' in bo.get(f"/cases/{number}").text


def test_an_empty_note_is_refused_and_says_so(world: World) -> None:
    number = opened(world, "sam")
    answer = world.post(world.sign_in("sam"), f"/cases/{number}/notes", {"body": "  "})
    assert answer.status_code == 422
    assert "Write something first" in answer.text


def test_t30_an_internal_note_is_in_nothing_that_a_customer_can_fetch(world: World) -> None:
    number = opened(world, "sam")
    bo, sam, noor = world.sign_in("bo"), world.sign_in("sam"), world.sign_in("noor")
    world.post(bo, f"/cases/{number}/notes", {"body": SECRET, "is_internal": "y"})

    paths = ["", "/notes?after=0", "/history", "/files", "/edit"]
    assert SECRET in bo.get(f"/cases/{number}").text
    for browser in (sam, noor):
        for path in paths:
            html = browser.get(f"/cases/{number}{path}").text
            assert SECRET not in html
            assert "Internal note" not in html


def test_t30_a_customer_cannot_write_an_internal_note(world: World) -> None:
    number = opened(world, "sam")
    sent = {"body": "Hello", "is_internal": "y"}
    assert world.post(world.sign_in("sam"), f"/cases/{number}/notes", sent).status_code in (403, 422)
    with world.session() as session:
        assert session.scalar(select(func.count(Note.id))) == 0
    assert world.post(world.sign_in("bo"), f"/cases/{number}/notes", sent).status_code == 302


@pytest.mark.parametrize(("person", "status"), [("eva", 404), ("tess", 403), ("lot", 302), ("noor", 302)])
def test_t22_who_may_write_on_a_case_of_haven(world: World, person: str, status: int) -> None:
    number = opened(world, "sam")
    sent = world.post(world.sign_in(person), f"/cases/{number}/notes", {"body": "Hello"})
    assert sent.status_code == status


def test_a_customers_answer_sets_a_waiting_case_in_progress(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/status", {"to": "pending_response"})
    world.post(world.sign_in("sam"), f"/cases/{number}/notes", {"body": "Version 4."})
    with world.session() as session:
        assert session.scalars(select(Case)).one().status.code == "in_progress"
        assert session.scalars(select(CaseEvent).where(CaseEvent.kind == "noted")).one().changes == {
            "status": ["pending_response", "in_progress"]
        }


def test_an_open_page_is_told_of_new_notes_only(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    first = world.post(bo, f"/cases/{number}/notes", {"body": "First"}).location.split("-")[-1]
    assert sam.get(f"/cases/{number}/notes?after={first}").status_code == 204
    world.post(bo, f"/cases/{number}/notes", {"body": "Second"})
    fresh = sam.get(f"/cases/{number}/notes?after={first}").text
    assert "Second" in fresh
    assert "First" not in fresh


def test_three_hundred_notes_load_in_parts_with_the_newest_in_view(world: World) -> None:
    number = opened(world, "sam")
    case, bo = find(world, number), world.person_id("bo")
    with world.session() as session:
        for i in range(300):
            body = {"author_id": bo, "side": "desk", "body": f"note no. {i}.", "created_at": clock.now()}
            session.add(Note(case_id=case.id, **body))
        session.commit()

    html = world.sign_in("sam").get(f"/cases/{number}").text
    assert "note no. 299." in html
    assert "note no. 249." not in html
    assert "Show 270 older notes" in html
    assert len(html) < 60_000
