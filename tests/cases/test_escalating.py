"""A customer escalates a case, management answers, and both see where it stands (D7)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from app.jobs.work import work_off
from models.account import Account
from models.case import Case
from models.escalation import Escalation, EscalationRule
from models.event import CaseEvent, OutgoingMail
from models.person import Person
from tests.cases.steps import find, opened
from tests.worlds import World

SAID = {"reason": "Nobody has called us for a week.", "expectation": "A technician on Monday."}
nonces = iter(range(1, 10_000))


def escalate(world: World, person: str, number: int, **said: str) -> Any:
    said = {**SAID, "nonce": f"escalation-{next(nonces)}", **said}
    return world.post(world.sign_in(person), f"/cases/{number}/escalation", said)


def answer(world: World, person: str, number: int, to: str, text: str = "", version: int = 1) -> Any:
    said = {"to": to, "answer": text, "version": str(version)}
    return world.post(world.sign_in(person), f"/cases/{number}/escalation/answer", said)


def withdraw(world: World, person: str, number: int) -> Any:
    address = f"/cases/{number}/escalation/removal"
    return world.post(world.sign_in(person), address, {"confirmed": "1"})


def states(world: World) -> list[str]:
    with world.session() as session:
        return list(session.scalars(select(Escalation.state).order_by(Escalation.id)))


def allow(world: World, most: int) -> None:
    with world.session() as session:
        session.get_one(EscalationRule, 1).allowance = most
        session.commit()


def mails(world: World) -> dict[str, str]:
    """Letter by first name, after the worker has reacted to everything."""
    work_off(world.app)
    with world.session() as session:
        rows = select(Person.first_name, OutgoingMail.reaction).join(OutgoingMail.person)
        found = session.execute(rows.where(OutgoingMail.reaction.in_(("escalated", "withdrawn", "answered"))))
        return {f"{name} {letter}": letter for name, letter in found}


def test_sam_escalates_and_everybody_of_the_case_sees_where_it_stands(world: World) -> None:
    number = opened(world, "sam")
    assert "0 of 5 escalations of this month are used." in world.sign_in("sam").get(
        f"/cases/{number}/escalation"
    ).get_data(as_text=True)
    assert escalate(world, "sam", number).status_code == 303
    assert find(world, number).escalation_state == "raised"
    for person in ("sam", "noor", "lot", "bo", "mia"):
        page = world.sign_in(person).get(f"/cases/{number}").text
        assert "Nobody has called us for a week." in page and "Escalated" in page
    assert "Escalated" in world.sign_in("sam").get("/").text
    assert str(number) in world.sign_in("mia").get("/desk/escalations").text


@pytest.mark.parametrize("missing", ["reason", "expectation"])
def test_both_reason_and_expectation_are_needed_and_what_was_typed_stays(world: World, missing: str) -> None:
    number = opened(world, "sam")
    page = escalate(world, "sam", number, **{missing: "  "})
    kept = next(text for name, text in SAID.items() if name != missing)
    assert page.status_code == 422 and kept in page.text and "There is a problem" in page.text
    assert states(world) == []


def test_t22_lot_escalates_the_case_of_a_parallel_account_and_eva_finds_none(world: World) -> None:
    number = opened(world, "sam")
    assert escalate(world, "eva", number).status_code == 404
    assert escalate(world, "chris", number).status_code == 403
    assert escalate(world, "lot", number).status_code == 303
    assert withdraw(world, "eva", number).status_code == 404
    assert states(world) == ["raised"]
    assert "Lot" not in world.sign_in("sam").get(f"/cases/{number}/escalation").text.split("<main")[1]


def test_one_escalation_of_a_case_goes_on_and_another_may_follow(world: World) -> None:
    number = opened(world, "sam")
    assert escalate(world, "sam", number).status_code == 303
    again = escalate(world, "noor", number)
    assert again.status_code == 422 and "escalated already" in again.text
    assert withdraw(world, "sam", number).status_code == 303
    assert escalate(world, "noor", number).status_code == 303
    assert states(world) == ["cancelled", "raised"]


def test_t63_the_form_sent_twenty_times_at_once_escalates_once(world: World) -> None:
    number = opened(world, "sam")
    client = world.sign_in("sam")
    said = {**SAID, "nonce": "the-same-form", "csrf_token": world.csrf_token(client)}
    cookie = client.get_cookie("loket")
    assert cookie is not None

    def click(_number: int) -> int:
        browser = world.client()
        browser.set_cookie("loket", cookie.value)
        return browser.post(f"/cases/{number}/escalation", data=said).status_code

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(click, range(20))) == {303}
    assert states(world) == ["raised"]


def test_no_more_than_the_account_has_in_a_month_not_even_at_once(world: World) -> None:
    allow(world, 2)
    numbers = [opened(world, "sam", subject=f"Paper jam {i}") for i in range(5)]
    clients = [world.sign_in(person) for person in ("sam", "lot", "noor", "bo", "kim")]
    said = [
        {**SAID, "nonce": f"at-once-{i}", "csrf_token": world.csrf_token(client)}
        for i, client in enumerate(clients)
    ]

    def raise_it(i: int) -> int:
        return clients[i].post(f"/cases/{numbers[i]}/escalation", data=said[i]).status_code

    with ThreadPoolExecutor(5) as pool:
        answers = sorted(pool.map(raise_it, range(5)))
    assert answers == [303, 303, 422, 422, 422]
    assert states(world) == ["raised", "raised"]


def test_who_has_used_them_up_is_told_whom_to_turn_to(world: World) -> None:
    allow(world, 0)
    number, chris = opened(world, "sam"), world.person_id("chris")
    with world.session() as session:
        haven = session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one()
        haven.manager_id = chris
        session.commit()
    page = escalate(world, "sam", number)
    assert page.status_code == 422 and "chris@desk.example" in page.text
    with world.session() as session:
        session.get_one(Account, haven.id).escalation_allowance = 1
        session.commit()
    assert escalate(world, "sam", number).status_code == 303


def test_a_closed_case_is_reopened_first(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("sam"), f"/cases/{number}/status", {"to": "cancelled", "reason": "Solved."})
    page = escalate(world, "sam", number)
    assert page.status_code == 422 and "Reopen it first" in page.text


def test_t65_management_and_owner_get_one_mail_each_however_often_the_worker_looks(
    world: World,
) -> None:
    number = opened(world, "sam")
    escalate(world, "lot", number)
    first = mails(world)
    assert set(first) == {"Mia escalated", "Sam escalated"}
    assert mails(world) == first
    with world.session() as session:
        letters = select(OutgoingMail.text).where(OutgoingMail.reaction == "escalated")
        texts = set(session.scalars(letters))
    assert all(SAID["reason"] in text and SAID["expectation"] in text for text in texts)


def test_mia_answers_and_who_raised_it_is_told(world: World) -> None:
    number = opened(world, "sam")
    escalate(world, "lot", number)
    assert answer(world, "mia", number, "in_progress").status_code == 303
    assert answer(world, "mia", number, "completed", "A technician comes on Monday.", 2).status_code == 303
    assert find(world, number).escalation_state == "completed"
    assert {"Lot answered", "Sam answered"} <= set(mails(world))
    page = world.sign_in("lot").get(f"/cases/{number}/escalation").text
    assert "A technician comes on Monday." in page and "Escalation completed" in page
    history = world.sign_in("lot").get(f"/cases/{number}/history").text
    assert "Escalation answered" in history and "Escalation completed" in history


@pytest.mark.parametrize("to", ["cancelled", "closed", "completed"])
def test_an_escalation_ends_with_an_answer(world: World, to: str) -> None:
    number = opened(world, "sam")
    escalate(world, "sam", number)
    page = answer(world, "mia", number, to)
    assert page.status_code == 422 and "Tell the customer what was decided." in page.text
    assert answer(world, "mia", number, to, "We have sent a new one.").status_code == 303
    assert states(world) == [to]


def test_t31_agents_and_customers_see_it_and_do_not_answer(world: World) -> None:
    number = opened(world, "sam")
    escalate(world, "sam", number)
    for person in ("bo", "kim", "sam", "noor"):
        assert answer(world, person, number, "completed", "Done.").status_code == 403
        assert "Answer the escalation" not in world.sign_in(person).get(f"/cases/{number}/escalation").text
    assert states(world) == ["raised"]


def test_t64_who_answers_what_somebody_else_has_answered_is_shown_the_difference(world: World) -> None:
    number = opened(world, "sam")
    escalate(world, "sam", number)
    answer(world, "mia", number, "on_hold", "We wait for a part.")
    page = answer(world, "mia", number, "in_progress", "We look at it.", version=1)
    assert page.status_code == 409
    assert "We wait for a part." in page.text and "We look at it." in page.text
    assert states(world) == ["on_hold"]


def test_the_customer_withdraws_and_management_is_told(world: World) -> None:
    number = opened(world, "sam")
    escalate(world, "sam", number)
    assert withdraw(world, "bo", number).status_code == 403
    assert withdraw(world, "noor", number).status_code == 303
    assert states(world) == ["cancelled"]
    assert {"Mia withdrawn", "Sam withdrawn"} <= set(mails(world))
    with world.session() as session:
        kinds = set(session.scalars(select(CaseEvent.kind).join(Case).where(Case.number == number)))
    assert {"escalated", "escalation_withdrawn"} <= kinds
