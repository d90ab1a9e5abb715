"""D11: reopening with an explanation, in time."""

import pytest
from werkzeug.test import TestResponse

from tests.cases.steps import find, opened
from tests.cases.test_status import status_of
from tests.mail.acts import HeldClock, held, mails, set_status
from tests.worlds import World

__all__ = ["held"]


def accepted(world: World) -> int:
    """A case of Sam's that Bo solved and Sam accepted."""
    number = opened(world, "sam")
    set_status(world, "bo", number, "solution_suggested")
    set_status(world, "sam", number, "resolved")
    return number


def test_a_customer_reopens_within_a_week_and_says_why(world: World, held: HeldClock) -> None:
    number = accepted(world)
    held.move(days=6, hours=23)
    sam = world.sign_in("sam")
    assert "It can be reopened until" in sam.get(f"/cases/{number}").text

    without = world.post(sam, f"/cases/{number}/reopening", {"reason": " "})
    assert (without.status_code, status_of(world, number)) == (422, "resolved")
    assert "Tell us why it is not solved" in without.text

    world.post(sam, f"/cases/{number}/reopening", {"reason": "It jams again."})
    assert status_of(world, number) == "in_progress"
    assert "It jams again." in sam.get(f"/cases/{number}").text
    assert "Case reopened" in sam.get(f"/cases/{number}/history").text


@pytest.mark.parametrize("who", ["sam", "bo"])
def test_after_the_week_nobody_reopens_it_by_any_door(world: World, held: HeldClock, who: str) -> None:
    number = accepted(world)
    held.move(days=7)
    client = world.sign_in(who)
    page = client.get(f"/cases/{number}").text
    assert "Closed for good" in page and "/reopening" not in page
    for act in ("reopening", "status"):
        answer = world.post(client, f"/cases/{number}/{act}", {"to": "in_progress", "reason": "Again"})
        assert answer.status_code == 422 and "closed for good" in answer.text
    assert status_of(world, number) == "resolved"


def test_t22_who_may_not_write_on_a_case_does_not_reopen_it(world: World) -> None:
    number = accepted(world)
    for who, code in (("eva", 404), ("chris", 403)):
        answer = world.post(world.sign_in(who), f"/cases/{number}/reopening", {"reason": "Again"})
        assert answer.status_code == code
    assert status_of(world, number) == "resolved"
    world.post(world.sign_in("noor"), f"/cases/{number}/reopening", {"reason": "Again"})
    assert status_of(world, number) == "in_progress"


def test_an_open_case_is_not_reopened(world: World) -> None:
    number = opened(world, "sam")
    answer = world.post(world.sign_in("sam"), f"/cases/{number}/reopening", {"reason": "Again"})
    assert answer.status_code == 422 and status_of(world, number) == "new"


def test_the_mail_says_why_a_case_is_closed_and_until_when_it_can_be_reopened(
    world: World, held: HeldClock
) -> None:
    number = opened(world, "sam")
    set_status(world, "bo", number, "resolved", why="works_as_designed")
    letter = next(mail for mail in mails(world) if mail.reaction == "status").text
    assert "Het product doet waarvoor het is gemaakt" in letter
    assert "Tot 28 november 2026 10:00" in letter and "http://localhost/knowledge/" in letter
    assert find(world, number).closing_reason_id is not None


def test_the_desk_says_why_it_closes_a_case(world: World) -> None:
    number, bo = opened(world, "sam"), world.sign_in("bo")
    without = world.post(bo, f"/cases/{number}/status", {"to": "resolved"})
    assert without.status_code == 422 and "Choose why the case is closed" in without.text
    world.post(bo, f"/cases/{number}/status", {"to": "resolved", "why": "out_of_scope"})
    assert status_of(world, number) == "resolved"
    page = world.sign_in("sam").get(f"/cases/{number}").text
    assert "Out of scope" in page and "account manager" in page


def test_a_customer_writes_no_note_where_nobody_looks_any_more(world: World, held: HeldClock) -> None:
    number, note = accepted(world), {"body": "One more thing."}
    assert write(world, "sam", number, **note).status_code == 302

    held.move(days=7)

    refused = write(world, "sam", number, **note)
    assert refused.status_code == 422
    assert "This case is closed for good" in refused.text
    assert 'id="note-form"' not in world.sign_in("sam").get(f"/cases/{number}").text
    assert write(world, "bo", number, **note).status_code == 302


def write(world: World, who: str, number: int, **note: str) -> TestResponse:
    return world.post(world.sign_in(who), f"/cases/{number}/notes", {"nonce": "n" * 24, **note})
