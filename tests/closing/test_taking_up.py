"""Cases from before there was a rule, and what is promised when a rule or a status changes."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from app.check import flaws
from app.setup.install import install
from models.case import Case
from models.closing import ClosingRule
from models.scale import Status
from tests.cases.steps import find
from tests.closing.steps import looked, pending, story
from tests.closing.test_reopening import accepted
from tests.mail.acts import HeldClock, held
from tests.setup.forms import form_at, send
from tests.worlds import World

__all__ = ["held"]
CLOCK = dict.fromkeys(("pending_since", "closes_at", "next_step_at", "closed_for_good_at"))


def as_before_there_was_a_clock(world: World) -> None:
    with world.session() as session:
        session.execute(update(Case).values(**CLOCK))
        session.execute(delete(ClosingRule))
        session.commit()


def test_old_cases_are_taken_up_with_all_the_time_and_what_is_long_closed_is_for_good(
    world: World, held: HeldClock
) -> None:
    waits, old = pending(world), accepted(world)
    held.move(days=30)
    young = accepted(world)
    as_before_there_was_a_clock(world)
    with world.session() as session:
        install(session)
        session.commit()
    week = held.time + timedelta(days=7)
    assert (find(world, waits).closes_at, find(world, young).closes_at) == (week, week)
    assert find(world, old).closed_for_good_at == find(world, old).closed_at
    looked(world)
    assert [story(world, number) for number in (waits, old, young)] == [[], [], []]


def test_a_rule_that_is_changed_breaks_no_promise(world: World, held: HeldClock) -> None:
    number, ada = pending(world), world.sign_in("ada")
    with world.session() as session:
        path = f"/setup/closing-rules/edit/{session.scalars(select(ClosingRule.id)).one()}"
    assert send(world, ada, path, form_at(ada, path), resolves_after="1").status_code == 303
    held.move(days=6, hours=23)
    looked(world)
    assert story(world, number) == ["reminded"]


def test_a_status_that_waits_for_the_customer_no_more_stops_the_clock(world: World, held: HeldClock) -> None:
    number, ada = pending(world), world.sign_in("ada")
    with world.session() as session:
        status = session.scalars(select(Status.id).where(Status.code == "pending_response")).one()
    fields = form_at(ada, f"/setup/statuses/edit/{status}")
    del fields["awaits_customer"]
    assert send(world, ada, f"/setup/statuses/edit/{status}", fields).status_code == 303
    case = find(world, number)
    assert (case.pending_since, case.closes_at, case.next_step_at) == (None, None, None)


def test_check_tells_of_steps_that_nobody_takes(world: World, held: HeldClock) -> None:
    pending(world)
    held.move(days=2, minutes=30)
    assert [flaw for flaw in _flaws(world) if "step" in flaw] == []
    held.move(hours=1)
    assert [flaw for flaw in _flaws(world) if "step" in flaw] != []


def _flaws(world: World) -> list[str]:
    with world.session() as session:
        return list(flaws(session))
