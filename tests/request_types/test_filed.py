"""Each request type that ships is filed by who may, page by page on the portal, and by nobody else (C2)."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from models.account import Account
from models.case import Case
from models.qualification import PersonQualification, Qualification
from tests.products.steps import fill_catalogue, order
from tests.requests.steps import fill_in
from tests.worlds import World

HAVEN = "Rijnmond Haven"
ANSWERS: dict[str, dict[str, str]] = {
    "question": {"kind": "how_to", "priority": "low", "subject": "Scan to mail", "description": "How?"},
    "incident": {
        "subject": "Paper jam",
        "external_number": "INC-7",
        "product_kind": "hardware",
        "serial_number": "0042",
        "firmware": "2.1",
        "page_count": "1,200",
        "connection": "usb",
        "panel_message": "J05",
        "part_changed": "no",
        "description": "It jams.",
        "urgency": "high",
        "users": "12",
        "process": "Invoices",
        "workaround": "no",
        "needed_by": "2199-01-01",
        "reachable": "Sam, day and night",
    },
    "technical_ticket": {
        "subject": "No mail",
        "description": "Mail stays.",
        "priority": "high",
        "business_impact": "Much.",
        "product": "volgprint",
        "software_version": "7.2",
        "server_address": "print.haven.example:8443/app",
        "steps_to_reproduce": "Print.",
    },
    "license": {
        "wish": "new",
        "product_line": "software",
        "product": "volgprint",
        "users": "25",
        "description": "For the quay.",
    },
    "warranty": {"serial_number": "0042", "wish": "repair", "description": "The tray broke."},
    "professional_service": {"description": "Install ten printers."},
}
KEPT: dict[str, dict[str, Any]] = {
    "question": {},
    "incident": {"model": "Reiger C350", "page_count": 1200, "users": 12, "impact": "low"},
    "technical_ticket": {"server_address": "https://print.haven.example:8443/app", "software_version": "7.2"},
    "license": {"users": 25, "product": "volgprint"},
    "warranty": {"serial_number": "0042", "model": "Reiger C350"},
    "professional_service": {},
}


@pytest.fixture
def haven(world: World) -> World:
    """Sam's account is a partner with a device, and Sam is certified."""
    fill_catalogue(world)
    order(world, HAVEN, "0042")
    sam = world.person_id("sam")
    with world.session() as session:
        session.execute(update(Account).where(Account.name == HAVEN).values(classification="partner"))
        certified = select(Qualification.id).where(Qualification.code == "certified_technician")
        session.add(PersonQualification(person_id=sam, qualification_id=session.scalars(certified).one()))
        session.commit()
    return world


def filed(world: World, client: FlaskClient, code: str, answers: dict[str, str]) -> Case:
    """Every page in turn, answering what it asks, and at last the summary."""
    path = f"/cases/new/{code}"
    while not path.endswith("/summary"):
        html = client.get(path).text
        given = {name: value for name, value in answers.items() if f'name="f-{name}"' in html}
        answer = fill_in(world, client, path, **given)
        assert answer.status_code == 303, answer.text
        path = answer.location.partition("#")[0]
    assert world.post(client, path).location.startswith("/cases/1")
    with world.session() as session:
        return session.scalars(select(Case)).one()


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
