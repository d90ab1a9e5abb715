"""C1: filing, editing and checking a request is the same for every door: no rule lives on a page."""

import io
from typing import Any, Final

import pytest
from sqlalchemy import select

from app.events import DOORS
from app.files.keep import keep_upload
from app.refused import OutOfReach, Refused
from app.request_types.install import SHIPPED
from app.requests.plain import edit_request
from app.requests.save import Unfinished
from app.setup.scales import scales
from models.case import Case
from models.conversation import Attachment
from models.secret import Secret
from tests.cases.steps import find
from tests.files.samples import LOG
from tests.requests.doors import (
    KEY,
    Values,
    by_door,
    edit_by_door,
    edited_by_page,
    events,
    refused,
    told,
    told_by_pages,
)
from tests.requests.filing import ANSWERS, HAVEN, filed, make_able
from tests.requests.steps import cases
from tests.worlds import World

# As JSON says what ANSWERS types.
IN_JSON: Final[dict[str, Values]] = {
    "incident": {"page_count": 1200, "part_changed": False, "users": 12, "workaround": False},
    "license": {"users": 25},
}
WRONG: Final[dict[str, Values]] = {
    "question": {
        **{"subject": "x" * 201, "priority": "soon", "kind": "wish", "steps_to_reproduce": "x" * 50_001},
        **{"link": "https://shop.example/", "login_name": "sam"},
    },
    "incident": {
        **{"subject": "Jam", "product_kind": "hardware", "serial_number": "9999", "firmware": "newest"},
        **{"page_count": "ten", "connection": "radio", "part_changed": "perhaps", "since": "2199-01-01"},
        **{"urgency": "high", "users": "0", "needed_by": "2001-01-01"},
    },
    "technical_ticket": {
        "server_address": "javascript:x",
        "since": "soon",
        "machines": "PC-17",
        "kind": "wish",
    },
    "license": {"wish": "broken", "product_line": "none", "license_number": "!", "description": " "},
    "warranty": {
        "wish": "part",
        "serial_number": "42",
        "delivered_on": "2199-01-01",
        "external_number": "1" * 101,
    },
    "professional_service": {"description": "x" * 50_001},
}


@pytest.fixture
def haven(world: World) -> World:
    make_able(world)
    return world


def plain(world: World, code: str) -> Values:
    return {**ANSWERS[code], "account": world.account_id(HAVEN), **IN_JSON.get(code, {})}


def said(case: Case) -> tuple[Any, ...]:
    own = case.subject, case.description, case.kind, case.external_number, case.values
    return (*own, case.request_type, case.request_type_version_id, case.priority_id, case.owner_id)


@pytest.mark.parametrize("code", SHIPPED)
def test_what_comes_in_without_a_page_is_the_case_that_the_pages_make(haven: World, code: str) -> None:
    sam = haven.sign_in("sam")
    by_pages = filed(haven, sam, code, ANSWERS[code])
    case = by_door(haven, "sam", code, plain(haven, code), door="mail")
    assert said(case) == said(by_pages) and case.number != by_pages.number
    assert events(haven, by_pages) == [("opened", "page")]
    assert events(haven, case) == [("opened", "mail")]
    assert "through mail" in sam.get(f"/cases/{case.number}/history").text


PRIORITIES: Final = {
    **{"incident": "moderate", "license": "medium", "warranty": "low", "professional_service": "planning"},
    **{"question": "medium", "technical_ticket": "medium"},
}


@pytest.mark.parametrize("code", SHIPPED)
def test_who_names_no_priority_gets_that_of_the_type_or_of_its_scale(haven: World, code: str) -> None:
    values = {name: value for name, value in plain(haven, code).items() if name != "priority"}
    case = by_door(haven, "sam", code, values)
    with haven.session() as session:
        assert scales(session).priorities[case.priority_id].code == PRIORITIES[code]


@pytest.mark.parametrize("code", SHIPPED)
def test_the_same_wrong_values_are_refused_with_the_same_sentences(haven: World, code: str) -> None:
    sentences = refused(haven, "sam", code, WRONG[code])
    by_pages = told_by_pages(haven, haven.sign_in("sam"), code, WRONG[code])
    assert by_pages == set(sentences.values())
    assert cases(haven) == 0


@pytest.mark.parametrize("code", SHIPPED)
def test_an_edit_refuses_through_every_door_what_the_form_refuses(haven: World, code: str) -> None:
    case = by_door(haven, "sam", code, plain(haven, code))
    elsewhere = ("priority", "login_name", "product_line")  # or a menu, which comes back without it
    wrong = {name: value for name, value in WRONG[code].items() if name not in elsewhere}
    with pytest.raises(Unfinished) as caught:
        edit_by_door(haven, "sam", case, wrong)
    page = edited_by_page(haven, haven.sign_in("sam"), case, wrong).text
    assert told(page) == set(caught.value.errors.values())
    assert said(find(haven, case.number)) == said(case)


@pytest.mark.parametrize("door", DOORS)
def test_the_history_names_the_door_of_an_edit_too(haven: World, door: str) -> None:
    case = by_door(haven, "sam", "professional_service", plain(haven, "professional_service"))
    edit_by_door(haven, "sam", case, {"description": "Install twelve printers."}, door=door)
    assert find(haven, case.number).description == "Install twelve printers."
    assert events(haven, case)[-1] == ("edited", door)


def test_the_sentences_are_in_the_language_of_who_asks(haven: World) -> None:
    dutch = refused(haven, "sam", "professional_service", {"description": ""}, lang="nl")
    assert dutch == {"description": "Vul “Wat kunnen we voor u doen?” in."}


def test_t63_the_same_key_twice_makes_one_case(haven: World) -> None:
    values = plain(haven, "question")
    first = by_door(haven, "sam", "question", values)
    again = by_door(haven, "sam", "question", {**values, "subject": "Twice"})
    assert (again.number, cases(haven)) == (first.number, 1)
    assert by_door(
        haven, "lot", "question", {**values, "account": haven.account_id("Rijnmond Logistiek")}, key=KEY + "2"
    )


@pytest.mark.parametrize("key", ["", "short", "with space in it", "x" * 65, "nul\0nul-nul"])
def test_t42_a_key_that_is_none_is_refused(haven: World, key: str) -> None:
    with pytest.raises(Refused, match="no longer valid"):
        by_door(haven, "sam", "question", plain(haven, "question"), key=key)


def test_what_nobody_asked_is_told_and_not_lost(haven: World) -> None:
    values = {**plain(haven, "question"), "subjekt": "Typed wrong"}
    assert refused(haven, "sam", "question", values) == {
        "subjekt": "Nothing is asked here under the name “subjekt”."
    }


HOSTILE = [None, [], {}, {"a": 1}, [["x"]], 10**400, float("nan"), True, "\0", "\ud800", "x" * 300_000]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_t42_no_value_of_json_breaks_a_field(haven: World, value: object) -> None:
    for code in set(SHIPPED) - {"professional_service"}:  # which takes any text
        values = dict.fromkeys(ANSWERS[code], value)
        assert refused(haven, "sam", code, values), code


@pytest.mark.parametrize(("who", "code"), [("lot", "technical_ticket"), ("eva", "professional_service")])
def test_a15_what_is_not_offered_cannot_be_filed_through_any_door(haven: World, who: str, code: str) -> None:
    with pytest.raises(Refused, match="not offered any more"):
        by_door(haven, who, code, plain(haven, code))


@pytest.mark.parametrize(
    ("who", "account"), [("sam", "Elders & Zoon"), ("sam", "Rijnmond Logistiek"), ("noor", "Rijnmond Groep")]
)
def test_t27_t28_no_case_for_an_account_that_one_may_not_open_for(
    haven: World, who: str, account: str
) -> None:
    values = {**plain(haven, "question"), "account": haven.account_id(account)}
    assert refused(haven, who, "question", values) == {"account": "Choose “Account” from the list."}


def test_files_wait_under_the_key_and_are_checked_like_those_of_a_page(haven: World) -> None:
    by = haven.viewer("sam")
    with haven.session("sam") as session:
        sent = {"nonce": KEY, "name": "print.log", "stream": io.BytesIO(LOG), "field": "logs"}
        keep_upload(session, by=by, **sent)
        session.commit()
    case = by_door(haven, "sam", "technical_ticket", plain(haven, "technical_ticket"))
    with haven.session() as session:
        file = session.scalars(select(Attachment)).one()
        assert (file.case_id, file.field, file.nonce) == (case.id, "logs", "")


def test_t77_credentials_are_sealed_whichever_way_they_come_and_stand_in_no_answer(haven: World) -> None:
    secret = {"link": "https://shop.example/", "login_name": "sam", "login_password": "two  spaces kept"}
    case = by_door(haven, "sam", "question", {**plain(haven, "question"), **secret})
    with haven.session() as session:
        kept = {one.field: one.sealed for one in session.scalars(select(Secret))}
    assert kept.keys() == {"login_name", "login_password"}
    assert "spaces kept" not in f"{case.values} {kept}"
    shown = haven.post(haven.sign_in("bo"), f"/cases/{case.number}/secrets/login_password/readings").text
    assert "two  spaces kept" in shown


@pytest.mark.parametrize(
    ("who", "name", "sentence"),
    [
        ("sam", "account", "A case stays with the account"),
        ("bo", "account", "A case stays with the account"),
        ("sam", "priority", "The priority is changed on the page of the case"),
        ("lot", "login_password", "for the people of the account alone"),
        ("lot", "contact", "for the people of the account alone"),
    ],
)
def test_what_an_edit_does_not_touch_is_told_and_not_passed_over(
    haven: World, who: str, name: str, sentence: str
) -> None:
    link = {"link": "https://shop.example/"}
    case = by_door(haven, "sam", "question", {**plain(haven, "question"), **link})
    other = {"account": haven.account_id("Rijnmond Logistiek"), "contact": haven.person_id("lot")}
    with pytest.raises(Unfinished) as caught:
        edit_by_door(haven, who, case, {name: other.get(name, "high")})
    assert caught.value.errors.keys() == {name} and sentence in caught.value.errors[name]


@pytest.mark.parametrize("who", ["eva", "chris", "tess"])
def test_t22_who_may_not_edit_the_case_edits_it_through_no_door(haven: World, who: str) -> None:
    case, by = by_door(haven, "sam", "question", plain(haven, "question")), haven.viewer(who)
    with haven.session(who) as session, pytest.raises(OutOfReach):
        edit_request(session, by=by, case=case, version=1, values={"subject": "Mine"}, door="api")
