"""Opening a case: what is asked, what is refused, and that a double click makes one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.cases.number import next_number
from models.case import Case
from models.event import CaseEvent, PendingEvent
from tests.cases.steps import begin, opened, ready, send
from tests.requests.steps import fill_in
from tests.worlds import World


def how_many(world: World) -> int:
    with world.session() as session:
        return session.scalar(select(func.count(Case.id))) or 0


def test_a_case_opens_with_its_event_in_the_same_transaction(world: World) -> None:
    number, sam = opened(world, "sam"), world.person_id("sam")

    with world.session() as session:
        event = session.scalars(select(CaseEvent)).one()
        assert event.kind == "opened"
        assert event.actor_id == sam
        assert session.scalars(select(PendingEvent.event_id)).all() == [event.id]
        assert 10_000_001 <= number <= 99_999_999


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("subject", "  ", "Fill in “Subject”"),
        ("subject", "x" * 201, "“Subject” may have at most 200 characters"),
        ("description", "", "Fill in “Description”"),
        ("priority", "99999", "Choose one of the answers to “Priority”"),
        ("kind", "wish", "Choose one of the answers to “Type”"),
        ("account", "", "Choose an answer to “Account”"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_nothing_typed_is_lost(
    world: World, field: str, value: str, sentence: str
) -> None:
    answer = begin(world, world.sign_in("noor"), **{field: value})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "There is a problem" in answer.text
    assert "<title>Error:" in answer.text
    assert "The label printer stops" in answer.text or field == "subject"
    assert "Since **this morning**." in answer.text or field == "description"
    assert how_many(world) == 0


def test_t63_the_same_request_sent_twice_makes_one_case(world: World) -> None:
    sam = world.sign_in("sam")
    summary = ready(world, sam)

    first, second = (world.post(sam, summary) for _ in range(2))

    assert first.location == second.location
    assert how_many(world) == 1


def test_another_request_makes_another_case(world: World) -> None:
    sam = world.sign_in("sam")
    for _ in range(2):
        send(world, sam)
    assert how_many(world) == 2


def test_t72_case_numbers_of_twenty_at_once_are_unique(world: World) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: opened(world, "sam"), range(20)))
    assert len(set(numbers)) == 20
    with world.session() as session:
        assert next_number(session) > max(numbers)


def test_t28_a_parents_person_opens_for_a_sub_account_and_never_for_the_parent(world: World) -> None:
    noor = world.sign_in("noor")

    for_parent = begin(world, noor, account=str(world.account_id("Rijnmond Groep")))
    assert for_parent.status_code == 422
    assert "Choose “Account” from the list" in for_parent.text
    assert how_many(world) == 0

    assert send(world, noor).status_code == 302


def test_t27_nobody_opens_for_a_foreign_account_or_one_that_is_not_there(world: World) -> None:
    sam = world.sign_in("sam")
    for account in (world.account_id("Elders & Zoon"), world.account_id("Rijnmond Logistiek"), 987_654):
        assert begin(world, sam, account=str(account)).status_code == 422
    assert how_many(world) == 0


def test_the_account_is_asked_only_when_there_is_a_choice(world: World) -> None:
    asked = '<input type="radio" name="f-account"'
    assert asked in world.sign_in("noor").get("/cases/new/question").text
    assert asked not in world.sign_in("eva").get("/cases/new/question").text


def test_the_preview_shows_markdown_without_a_script_and_keeps_what_was_typed(world: World) -> None:
    sam = world.sign_in("sam")
    typed = {"subject": "The label printer stops", "description": "Since **this morning**."}
    page = fill_in(world, sam, "/cases/new/question", "preview:description", **typed)
    path, sent = "/cases/new/question", {"go": "preview:description", "f-description": "It **beeps**."}
    fragment = world.post(sam, path, sent, headers={"X-Requested-With": "preview"})

    assert "<strong>this morning</strong>" in page.text
    assert "The label printer stops" in page.text
    assert fragment.text.strip() == "<p>It <strong>beeps</strong>.</p>"
