"""A10: a person with several accounts picks the one to act for; nothing from outside is trusted."""

from typing import Any

import pytest

from models.account import AccountAccess
from models.person import Preference
from tests.access.seeding import Rows, canary, seed
from tests.setup.forms import words_of
from tests.worlds import World

HAVEN, ELDERS = "Rijnmond Haven", "Elders & Zoon"


@pytest.fixture
def rows(world: World) -> dict[str, Rows]:
    """Sam of Haven has access to Elders too."""
    found = seed(world)
    with world.session() as session:
        session.add(AccountAccess(person_id=found[HAVEN].person, account_id=found[ELDERS].account))
        session.commit()
    return found


def act_for(world: World, client: Any, row: Rows, next_page: str = "/cases/?scope=account") -> Any:
    return world.post(client, "/acting/", {"account": str(row.account), "next": next_page})


def cases_of(client: Any) -> set[str]:
    page = words_of(client.get("/cases/?scope=account&view=account_open"))
    return {name for name in (HAVEN, ELDERS, "Rijnmond Logistiek") if f"{canary(name)}-subject" in page}


def test_the_lists_are_of_the_account_that_is_acted_for(world: World, rows: dict[str, Rows]) -> None:
    sam = world.sign_in("sam")
    assert cases_of(sam) == {HAVEN}
    answer = act_for(world, sam, rows[ELDERS])
    assert (answer.status_code, answer.location) == (303, "/cases/?scope=account")
    assert cases_of(sam) == {ELDERS}
    assert "You act for: </span>Elders & Zoon" in words_of(sam.get("/"))
    page = words_of(sam.get("/cases/new/question"))
    assert f'name="f-account" value="{rows[ELDERS].account}" checked' in page


def test_all_that_one_may_see_stays_in_sight(world: World, rows: dict[str, Rows]) -> None:
    sam = world.sign_in("sam")
    act_for(world, sam, rows[ELDERS])
    for name in (HAVEN, ELDERS, "Rijnmond Logistiek"):
        assert sam.get(f"/cases/{rows[name].number}").status_code == 200


def test_the_choice_is_remembered_by_another_browser(world: World, rows: dict[str, Rows]) -> None:
    act_for(world, world.sign_in("sam"), rows[ELDERS])
    assert cases_of(world.sign_in("sam")) == {ELDERS}


@pytest.mark.parametrize("name", ["Rijnmond Groep", "Rijnmond Logistiek", "Delta"])
def test_t27_nobody_acts_for_an_account_that_is_not_theirs(
    world: World, rows: dict[str, Rows], name: str
) -> None:
    sam = world.sign_in("sam")
    assert act_for(world, sam, rows[name]).status_code == 404
    for account in ("", "x", "0", str(10**20), "-1"):
        assert world.post(sam, "/acting/", {"account": account}).status_code == 404
    assert cases_of(sam) == {HAVEN}


def test_t29_an_access_that_is_taken_away_is_acted_for_no_more(world: World, rows: dict[str, Rows]) -> None:
    sam = world.sign_in("sam")
    act_for(world, sam, rows[ELDERS])
    with world.session() as session:
        session.delete(session.get_one(AccountAccess, (rows[HAVEN].person, rows[ELDERS].account)))
        session.commit()
    assert cases_of(world.sign_in("sam")) == {HAVEN}
    assert "You act for" not in words_of(world.sign_in("sam").get("/"))


def test_what_is_remembered_of_somebody_else_counts_for_nothing(world: World, rows: dict[str, Rows]) -> None:
    """A row that says another account, as one would write who got at the table."""
    with world.session() as session:
        sam, delta = rows[HAVEN].person, rows["Delta"].account
        session.add(Preference(person_id=sam, name="acting for", value=str(delta)))
        session.commit()
    assert cases_of(world.sign_in("sam")) == {HAVEN}


def test_who_has_one_account_has_no_choice(world: World, rows: dict[str, Rows]) -> None:
    for who in ("eva", "noor", "bo"):
        assert "You act for" not in words_of(world.sign_in(who).get("/")), who


def test_t9_it_leads_to_a_page_of_the_portal_only(world: World, rows: dict[str, Rows]) -> None:
    sam = world.sign_in("sam")
    for elsewhere in ("//evil.example", "https://evil.example/", "/\\evil.example", ""):
        assert act_for(world, sam, rows[ELDERS], elsewhere).location == "/"
