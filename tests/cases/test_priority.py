"""Changing how urgent a case is: with the word that explains it, and the desk is told."""

import pytest

from tests.cases.steps import find, opened
from tests.mail.acts import hand_to, mails, open_case_of, told
from tests.worlds import World


def change(
    world: World, person: str, number: int, to: str, why: str = "The truck waits.", **sent: str
) -> int:
    fields = {"priority": to, "reason": why, **sent}
    return world.post(world.sign_in(person), f"/cases/{number}/priority", fields).status_code


def priority(world: World, number: int) -> tuple[str, int]:
    case = find(world, number)
    with world.session() as session:
        session.add(case)
        return case.priority.code, case.priority_rank


@pytest.mark.parametrize("person", ["sam", "noor", "lot", "bo"])
def test_who_may_edit_the_case_changes_it_and_says_why(world: World, person: str) -> None:
    number = opened(world, "sam")
    assert change(world, person, number, "essential") == 303
    assert priority(world, number) == ("essential", 40)
    page = world.sign_in("sam")
    assert "The truck waits." in page.get(f"/cases/{number}").text
    history = page.get(f"/cases/{number}/history").text
    assert "Priority changed" in history and "<del>High</del>" in history


def test_t22_nobody_else_changes_it(world: World) -> None:
    number = opened(world, "sam")
    assert change(world, "eva", number, "low") == 404
    assert change(world, "chris", number, "low") == 403
    assert priority(world, number)[0] == "high"


def test_a_customer_is_asked_why_and_what_was_chosen_stays(world: World) -> None:
    number = opened(world, "sam")
    sent = {"priority": "low", "reason": " "}
    answer = world.post(world.sign_in("sam"), f"/cases/{number}/priority", sent)
    assert (answer.status_code, "Tell us why" in answer.text) == (422, True)
    assert '<option value="low" selected>' in answer.text
    assert change(world, "bo", number, "low", why="") == 303


@pytest.mark.parametrize("code", ["planning", "nonsense", ""])
def test_only_what_its_scale_offers_is_taken(world: World, code: str) -> None:
    number = opened(world, "sam")
    assert change(world, "sam", number, code) == 422
    assert priority(world, number)[0] == "high"
    planned = opened(world, "sam", priority="planning")
    assert change(world, "sam", planned, "major_incident") == 303


def test_a_closed_case_keeps_its_priority(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("sam"), f"/cases/{number}/status", {"to": "resolved"})
    assert change(world, "sam", number, "low") == 422
    assert "Update the priority" not in world.sign_in("sam").get(f"/cases/{number}").text


def test_t64_who_is_late_is_shown_what_it_is_by_now(world: World) -> None:
    number = opened(world, "sam")
    assert change(world, "noor", number, "essential", was="high") == 303
    sent = {"priority": "low", "reason": "Not so bad.", "was": "high"}
    late = world.post(world.sign_in("sam"), f"/cases/{number}/priority", sent)
    assert late.status_code == 409
    assert "“Essential” now, and you chose “Low”" in late.text and "Not so bad." in late.text
    assert priority(world, number)[0] == "essential"
    assert change(world, "sam", number, "low", was="essential") == 303


def test_t31_an_edit_changes_no_priority_beside_it(world: World) -> None:
    number = opened(world, "sam")
    page = world.sign_in("sam").get(f"/cases/{number}/edit").text
    assert 'name="f-subject"' in page and 'name="f-priority"' not in page
    sent = {
        "f-subject": "Other",
        "f-description": "d",
        "f-kind": "issue",
        "f-priority": "low",
        "version": "1",
    }
    sent["asked"] = "kind priority subject description steps_to_reproduce link details files"
    world.post(world.sign_in("sam"), f"/cases/{number}/edit", sent)
    assert (find(world, number).subject, priority(world, number)[0]) == ("Other", "high")


def test_the_one_at_work_is_told_and_without_one_who_leads_the_desk(world: World) -> None:
    number = open_case_of(world, "sam")
    change(world, "sam", number, "low")
    assert told(world) == ["mia"]
    assert 'van "Hoog" in "Laag"' in mails(world)[-1].text
    hand_to(world, "kim", number, "bo")
    told_so_far = len(mails(world))
    change(world, "noor", number, "essential")
    assert {mail.address.split("@")[0] for mail in mails(world)[told_so_far:]} == {"bo", "sam"}
