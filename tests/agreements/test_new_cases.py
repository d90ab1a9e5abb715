"""A13, A15: who has no agreement that holds, or not what is asked, opens nothing; the desk opens for them."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from app.cases.open_case import open_case
from app.cases.rights import find_openable, openable
from app.refused import Refused
from app.request_types.install import SHIPPED
from app.requests.offered import may_be_for, offered_types, standings_of
from models.account import Account
from models.person import Person
from tests.access.who_sees import OPENS
from tests.agreements.steps import agree, none_agreed
from tests.cases.steps import priority_id
from tests.products.steps import fill_catalogue, order
from tests.requests.steps import field, fill_in, offer, step
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


@pytest.mark.parametrize("code", SHIPPED[:2])
def test_the_way_into_a_request_type_leads_to_the_same_page(world: World, code: str) -> None:
    sam = world.sign_in("sam")
    assert sam.get(f"/cases/new/{code}").status_code == 200
    none_agreed(world)
    answer = sam.get(f"/cases/new/{code}", follow_redirects=True)
    assert answer.status_code == 403
    assert "Search the knowledge" in told(answer)


def test_what_needs_no_agreement_is_offered_without_one(world: World) -> None:
    offer(world, step("what", field("subject", column="subject")))
    none_agreed(world)
    sam = world.sign_in("sam")
    assert sam.get("/cases/new", follow_redirects=True).status_code == 200
    assert sam.get("/cases/new/parcel").status_code == 200
    assert sam.get("/cases/new/question").status_code == 302


SAYS = "None holds. The service desk opened the case all the same."


@pytest.mark.parametrize("is_agreed", [True, False])
def test_when_the_desk_opens_it_all_the_same_page_and_history_say_so(world: World, is_agreed: bool) -> None:
    if not is_agreed:
        none_agreed(world)
    bo, answers = (
        world.sign_in("bo"),
        {"description": "By telephone.", "account": str(world.account_id(HAVEN))},
    )
    at = fill_in(world, bo, "/cases/new/professional_service", **answers).location
    assert ("You can open the case all the same" in told(bo.get(at))) is not is_agreed

    case = world.post(bo, at).location

    assert (SAYS in told(bo.get(f"{case}/history"))) is not is_agreed


def test_a_note_that_the_desk_splits_off_without_an_agreement_says_so_too(world: World) -> None:
    haven = world.account_id(HAVEN)
    opened = {"subject": "Split off", "description": "More.", "kind": "issue"}
    none_agreed(world)
    with world.session("bo") as session:
        by, priority = world.viewer("bo"), priority_id(world)
        case = open_case(session, by=by, account_id=haven, priority_id=priority, **opened)
        session.commit()
        number = case.number
    assert SAYS in told(world.sign_in("bo").get(f"/cases/{number}/history"))


@pytest.mark.parametrize(("line", "is_taken"), [("software", True), ("devices", False)])
def test_an_agreement_that_names_product_lines_is_for_these_alone(
    world: World, line: str, is_taken: bool
) -> None:
    fill_catalogue(world)
    none_agreed(world)
    agree(world, HAVEN, lines=(line,))
    said = {"wish": "broken", "product_line": "software", "product": "volgprint"}
    answer = fill_in(world, world.sign_in("sam"), "/cases/new/license", **said)
    assert answer.status_code == (303 if is_taken else 422)
    assert is_taken or "No agreement of this account holds for" in answer.text


@pytest.mark.parametrize(("line", "is_taken"), [("devices", True), ("software", False)])
def test_a_device_belongs_to_its_product_line_and_the_desk_may_take_any(
    world: World, line: str, is_taken: bool
) -> None:
    fill_catalogue(world)
    order(world, HAVEN, "0042")
    none_agreed(world)
    agree(world, HAVEN, lines=(line,))
    haven = str(world.account_id(HAVEN))
    for who in ("sam", "bo"):
        answer = fill_in(
            world, world.sign_in(who), "/cases/new/warranty", serial_number="0042", account=haven
        )
        assert answer.status_code == (303 if is_taken or who == "bo" else 422), who
    model = fill_in(world, world.sign_in("sam"), "/cases/new/warranty", model="Reiger C350", account=haven)
    assert model.status_code == (303 if is_taken else 422)
