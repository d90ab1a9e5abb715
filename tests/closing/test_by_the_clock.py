"""D11, T66: the clock reminds, counts as resolved and closes for good; each step once."""

from datetime import timedelta

from sqlalchemy import select

from app.closing.rules import SHIPPED
from models.closing import ClosingReason, ClosingRule
from tests.cases.steps import find, opened
from tests.closing.steps import looked, pending, story
from tests.mail.acts import HeldClock, held, mails, set_status, write
from tests.worlds import World

__all__ = ["held"]


def test_a_customer_who_does_not_answer_is_reminded_then_told_then_it_is_over(
    world: World, held: HeldClock
) -> None:
    number = pending(world)
    for _day in range(16):
        held.move(days=1)
        looked(world)
    assert story(world, number) == ["reminded", "reminded", "resolved", "closed_for_good"]
    case = find(world, number)
    assert (case.is_open, case.next_step_at) == (False, None)
    assert case.closed_for_good_at == case.closed_at + timedelta(days=7)  # type: ignore[operator]
    reactions = [mail.reaction for mail in mails(world) if mail.address.startswith("sam")]
    assert reactions == ["status", "reminder", "reminder", "status"]


def test_the_mails_say_what_happens_when(world: World, held: HeldClock) -> None:
    pending(world)
    held.move(days=2)
    looked(world)
    held.move(days=5)
    looked(world)
    reminder, over = [mail.text for mail in mails(world) if mail.address.startswith("sam")][-2:]
    assert "Antwoord alstublieft vóór 28 november 2026 10:00" in reminder
    assert "Geen antwoord" in over and "Tot 5 december 2026 10:00" in over


def test_t66_the_timer_twice_takes_each_step_once(world: World, held: HeldClock) -> None:
    number = pending(world)
    held.move(days=2)
    for _time in range(3):
        looked(world)
    assert story(world, number) == ["reminded"]


def test_t66_a_clock_that_jumps_an_hour_repeats_and_forgets_nothing(world: World, held: HeldClock) -> None:
    number = pending(world)
    held.move(days=2)
    for hours in (-1, 1, 1, -1):
        held.move(hours=hours)
        looked(world)
    assert story(world, number) == ["reminded"]
    held.move(days=3)
    looked(world)
    assert story(world, number) == ["reminded", "reminded"]


def test_t66_a_worker_that_was_down_for_twenty_days_catches_up_once(world: World, held: HeldClock) -> None:
    number, before = pending(world), len(mails(world))
    held.move(days=20)
    looked(world)
    assert story(world, number) == ["resolved"]
    assert len(mails(world)) == before + 1  # one for Sam, and it says all
    assert find(world, number).closes_at == held.time + timedelta(days=7)


def test_an_answer_stops_the_clock_and_a_new_question_begins_anew(world: World, held: HeldClock) -> None:
    number = pending(world)
    held.move(days=4)
    write(world, "sam", number, "The LP-200.")
    held.move(days=9)
    looked(world)
    assert story(world, number) == []
    set_status(world, "bo", number, "pending_response", reason="And since when?")
    held.move(days=6, hours=23)
    looked(world)
    assert story(world, number) == ["reminded"]  # the last one that is due, not both


def test_who_writes_about_a_suggested_solution_has_all_the_time_again(world: World, held: HeldClock) -> None:
    number = opened(world, "sam")
    set_status(world, "bo", number, "solution_suggested", why="works_as_designed")
    held.move(days=6)
    write(world, "sam", number, "I will try it tomorrow.")
    held.move(days=6)
    looked(world)
    assert story(world, number) == ["reminded"]
    held.move(days=1)
    looked(world)
    assert story(world, number) == ["reminded", "resolved"]
    with world.session() as session:
        why = session.get_one(ClosingReason, find(world, number).closing_reason_id)
        assert why.code == "works_as_designed"  # what the desk said stays


def test_an_internal_note_changes_nothing_for_the_customer(world: World, held: HeldClock) -> None:
    number = pending(world)
    held.move(days=6)
    write(world, "bo", number, "He is on holiday, I think.", internal=True)
    held.move(days=1)
    looked(world)
    assert story(world, number) == ["resolved"]


def test_the_rule_of_a_request_type_goes_before_that_for_all(world: World, held: HeldClock) -> None:
    with world.session() as session:
        session.add(ClosingRule(request_type="question", resolves_after=0, reopens_within=0))
        session.commit()
    number = pending(world)
    held.move(days=300)
    looked(world)
    assert story(world, number) == []
    set_status(world, "bo", number, "resolved", why="no_longer_needed")
    looked(world)
    assert story(world, number) == ["closed_for_good"]


def test_nobody_waits_for_the_clock_without_a_rule(world: World, held: HeldClock) -> None:
    with world.session() as session:
        session.delete(session.scalars(select(ClosingRule)).one())
        session.commit()
    assert SHIPPED.resolves_after == 7
    assert find(world, pending(world)).closes_at == held.time + timedelta(days=7)
