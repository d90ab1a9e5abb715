"""Rules and reasons for closing: data that an administrator keeps."""

from typing import Any

import pytest
from sqlalchemy import select

from models.closing import ClosingReason, ClosingRule
from tests.cases.steps import find
from tests.closing.steps import pending
from tests.mail.acts import HeldClock, held, set_status
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

__all__ = ["held"]
RULES, REASONS = "/setup/closing-rules", "/setup/closing-reasons"
WEEK = {"reminds_after": "3", "resolves_after": "5", "reopens_within": "0", "country": "NL"}
WORKING = {**WEEK, "request_type": "question", "counts_working_days": "y", "time_zone": "Europe/Amsterdam"}
NEW = {"name-en": "Sold", "name-nl": "Verkocht", "text-en": "It was sold.", "text-nl": "Het is verkocht."}


def id_of(world: World, model: Any) -> int:
    with world.session() as session:
        return session.scalars(select(model.id).order_by(model.id)).first() or 0


def test_a_rule_in_working_days_counts_for_its_request_type(world: World, held: HeldClock) -> None:
    ada = world.sign_in("ada")
    assert world.post(ada, f"{RULES}/add", WORKING).status_code == 303
    case = find(world, pending(world))  # on a Saturday
    assert case.next_step_at is not None and case.closes_at is not None
    assert (case.next_step_at.day, case.closes_at.day) == (25, 27)
    again = world.post(ada, f"{RULES}/add", WORKING)
    assert again.status_code == 422 and "has a rule already" in words_of(again)


@pytest.mark.parametrize("typed", ["0", "two", "1,2,3,4,5,6", "366", "-1"])
def test_reminders_are_days(sqlite_world: World, typed: str) -> None:
    ada = sqlite_world.sign_in("ada")
    answer = sqlite_world.post(ada, f"{RULES}/add", {**WORKING, "reminds_after": typed})
    assert answer.status_code == 422 and "numbers of days" in words_of(answer)


def test_the_rule_for_all_others_stays_and_may_change(world: World) -> None:
    ada, pk = world.sign_in("ada"), id_of(world, ClosingRule)
    path = f"{RULES}/edit/{pk}"
    assert send(world, ada, path, form_at(ada, path), resolves_after="14").status_code == 303
    world.post(ada, f"{RULES}/delete/{pk}", {"confirmed": "1"})
    with world.session() as session:
        assert session.scalars(select(ClosingRule.resolves_after)).all() == [14]


def test_an_administrator_adds_a_reason_that_the_desk_chooses(world: World) -> None:
    ada = world.sign_in("ada")
    fields = {**NEW, "rank": "5", "is_offered": "y", "link": "https://example.org/sold"}
    assert world.post(ada, f"{REASONS}/add", fields).status_code == 303
    number = pending(world)
    assert "Sold" in world.sign_in("bo").get(f"/cases/{number}").text
    set_status(world, "bo", number, "resolved", why="sold")
    page = world.sign_in("sam").get(f"/cases/{number}").text
    assert "It was sold." in page and 'href="https://example.org/sold"' in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "http://x", "https://[", "x"])
def test_t38_a_reason_leads_to_a_page_and_runs_nothing(sqlite_world: World, link: str) -> None:
    ada = sqlite_world.sign_in("ada")
    answer = sqlite_world.post(ada, f"{REASONS}/add", {**NEW, "rank": "5", "link": link})
    assert answer.status_code == 422


def test_a_reason_that_cases_have_is_not_deleted(world: World) -> None:
    number, pk = pending(world), 0
    set_status(world, "bo", number, "resolved", why="wish")
    with world.session() as session:
        pk = session.scalars(select(ClosingReason.id).where(ClosingReason.code == "wish")).one()
    answer = world.post(
        world.sign_in("ada"), f"{REASONS}/delete/{pk}", {"confirmed": "1"}, follow_redirects=True
    )
    assert "Cases have this reason" in words_of(answer)


@pytest.mark.parametrize("who", ["sam", "bo", "tess"])
def test_nobody_else_keeps_rules_and_reasons(sqlite_world: World, who: str) -> None:
    client = sqlite_world.sign_in(who)
    for path, fields in ((RULES, WORKING), (REASONS, NEW)):
        assert sqlite_world.post(client, f"{path}/add", fields).status_code == 403
