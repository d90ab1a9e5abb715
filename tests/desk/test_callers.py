"""Somebody calls: the agent finds who it is and opens the case in that name (D12)."""

import pytest
from sqlalchemy import select

from models.case import Case
from models.person import Person
from tests.mail.acts import told
from tests.requests.steps import fill_in
from tests.worlds import World


@pytest.mark.parametrize("typed", ["sam boer", "haven", "0004711010", "SAM@", "6 1234-5"])
def test_bo_finds_sam_by_whatever_he_says(world: World, typed: str) -> None:
    with world.session() as session:
        session.get_one(Person, world.person_id("sam")).mobile = "+31 6 12345678"
        session.commit()
    html = world.sign_in("bo").get(f"/desk/callers?q={typed}").text
    assert "Open a case for Sam de Boer" in html and "Eva Elders" not in html


def test_the_case_is_sams_opened_by_bo_and_both_are_told(world: World) -> None:
    account, sam, bo = world.account_id("Rijnmond Haven"), world.person_id("sam"), world.sign_in("bo")
    asked = {
        "account": str(account),
        "priority": "high",
        "kind": "issue",
        "subject": "Jam",
        "description": "Now",
    }
    first = fill_in(world, bo, f"/cases/new/question?account={account}&contact={sam}", **asked)
    assert first.status_code == 303, first.text
    world.post(bo, str(first.location).partition("/steps/")[0] + "/summary")
    assert told(world) == ["bo", "sam"]
    with world.session() as session:
        case = session.scalars(select(Case)).one()
    assert (case.owner_id, case.opened_by_id) == (sam, world.person_id("bo"))


def test_a_contact_page_offers_it_to_who_may_open_cases_there(world: World) -> None:
    sam = world.person_id("sam")
    for who, offers in (("bo", True), ("noor", True), ("chris", False)):
        page = world.sign_in(who).get(f"/contacts/{sam}")
        assert ("Open a case for Sam" in page.text) is offers, who


def test_t22_customers_look_up_no_callers(world: World) -> None:
    assert world.sign_in("noor").get("/desk/callers?q=eva").status_code == 403
