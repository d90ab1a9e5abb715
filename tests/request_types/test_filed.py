"""Each request type that ships is filed by who may, page by page on the portal, and by nobody else (C2)."""

import re

import pytest
from flask.testing import FlaskClient

from tests.requests.filing import ANSWERS, HAVEN, KEPT, filed, make_able
from tests.requests.steps import fill_in
from tests.worlds import World


@pytest.fixture
def haven(world: World) -> World:
    make_able(world)
    return world


@pytest.mark.parametrize("code", ANSWERS)
def test_sam_files_each_request_type_page_by_page(haven: World, code: str) -> None:
    case = filed(haven, haven.sign_in("sam"), code, ANSWERS[code])
    assert (case.request_type, case.account_id) == (code, haven.account_id(HAVEN))
    assert case.owner_id == haven.person_id("sam")
    assert case.values.items() >= KEPT[code].items()
    assert case.external_number == ANSWERS[code].get("external_number", "")


def test_what_one_chose_before_turning_to_software_is_not_kept(haven: World) -> None:
    answers = ANSWERS["incident"] | {"product_kind": "software", "product_line": "software", "urgency": "low"}
    answers |= {"product": "volgprint", "software_version": "7.2"}
    case = filed(haven, haven.sign_in("sam"), "incident", answers)
    assert not case.values.keys() & {"serial_number", "model", "firmware", "page_count"}
    assert case.values["software_version"] == "7.2"


@pytest.mark.parametrize("code", ["technical_ticket", "professional_service"])
def test_a15_who_has_neither_qualification_nor_classification_is_not_offered(haven: World, code: str) -> None:
    sam, lot = haven.sign_in("sam"), haven.sign_in("lot")
    assert sam.get(f"/cases/new/{code}").status_code == 200
    assert lot.get(f"/cases/new/{code}").status_code == 404
    assert f"/cases/new/{code}" in sam.get("/cases/new").text
    assert f"/cases/new/{code}" not in lot.get("/cases/new").text


def told(world: World, client: FlaskClient, serial: str) -> str:
    """What the warranty page says of a serial number, without the number itself."""
    html = fill_in(world, client, "/cases/new/warranty", serial_number=serial).text
    main = html.partition("<main")[2].replace(serial, "")
    return re.sub(r'(nonce|csrf_token|value)="[^"]*"|drafts/[\w-]+', "", main)


def test_t27_a_device_of_a_parallel_account_is_as_unknown_as_one_that_is_not_there(haven: World) -> None:
    lot = haven.sign_in("lot")
    of_sam, nobodys = told(haven, lot, "0042"), told(haven, lot, "9999")
    assert "We know no device with this serial number" in of_sam
    assert of_sam == nobodys
    assert "We know no device" not in told(haven, haven.sign_in("sam"), "0042")
