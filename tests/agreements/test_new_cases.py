"""A13, A15: who has no agreement that holds, or not what is asked, opens nothing; the desk opens for them."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from app.cases.rights import find_openable, openable
from app.refused import Refused
from app.requests.offered import may_be_for, offered_types, standings_of
from models.account import Account
from models.person import Person
from tests.access.who_sees import OPENS
from tests.agreements.steps import agree, none_agreed
from tests.setup.forms import words_of
from tests.worlds import World

HAVEN, LOGISTIEK, GROEP = "Rijnmond Haven", "Rijnmond Logistiek", "Rijnmond Groep"


def new(world: World, who: str, query: str = "") -> Any:
    return world.sign_in(who).get(f"/cases/new{query}")


def told(answer: Any) -> str:
    return " ".join(re.sub("<[^>]+>", " ", words_of(answer).partition("<main")[2]).split())


@pytest.mark.parametrize("who", ["sam", "noor", "eva"])
def test_without_an_agreement_the_page_says_so_whom_to_ask_and_where_to_read(world: World, who: str) -> None:
    assert new(world, who).status_code in (200, 302)
    none_agreed(world)
    answer = new(world, who)
    assert answer.status_code == 403
    for words in ("No agreement holds for", "Chris Bakker", "chris@desk.example", "Search the knowledge"):
        assert words in told(answer), words


def test_an_agreement_that_is_over_or_to_come_is_none(world: World) -> None:
    none_agreed(world)
    agree(world, HAVEN, -10, -1)
    agree(world, HAVEN, 1, 10)
    assert new(world, "sam").status_code == 403
    agree(world, HAVEN, 0, 0)
    assert new(world, "sam").status_code != 403


def test_who_has_several_accounts_opens_for_those_that_have_one(world: World) -> None:
    none_agreed(world)
    agree(world, HAVEN)
    haven, logistiek = world.account_id(HAVEN), world.account_id(LOGISTIEK)
    assert new(world, "noor").status_code != 403
    assert new(world, "noor", f"?account={haven}").status_code != 403
    answer = new(world, "noor", f"?account={logistiek}")
    assert answer.status_code == 403
    assert "No agreement holds for Rijnmond Logistiek" in told(answer)


@pytest.mark.parametrize("who", ["bo", "mia"])
def test_the_desk_opens_all_the_same(world: World, who: str) -> None:
    none_agreed(world)
    assert new(world, who).status_code != 403
    haven = world.account_id(HAVEN)
    with world.session(who) as session:
        by = world.viewer(who)
        assert may_be_for(session, by, "question", find_openable(session, by, haven))


def test_the_verb_refuses_too(world: World) -> None:
    none_agreed(world)
    haven = world.account_id(HAVEN)
    with world.session("sam") as session, pytest.raises(Refused, match="No agreement holds"):
        by = world.viewer("sam")
        may_be_for(session, by, "question", find_openable(session, by, haven))


def offered(world: World, who: str) -> set[str]:
    with world.session(who) as session:
        by = world.viewer(who)
        standings = standings_of(session, by, openable(session, by))
        return {one.code for one in offered_types(session, by, standings)}


@pytest.mark.parametrize("who", ["sam", "noor", "lot", "eva"])
def test_t24_standings_are_those_of_accounts_one_may_open_for(world: World, who: str) -> None:
    by = world.viewer(who)
    with world.session(who) as session:
        names = {row.id: row.name for row in session.scalars(select(Account))}
        known = standings_of(session, by, openable(session, by))
    assert {names[id_] for id_ in known} == OPENS[who]


def test_no_manager_who_left_is_named(world: World) -> None:
    none_agreed(world)
    with world.session() as session:
        session.scalars(select(Person).where(Person.first_name == "Chris")).one().active = False
        session.commit()
    said = told(new(world, "sam"))
    assert "Chris Bakker" not in said
    assert "Ask your customer success manager" in said
