"""C3, C4: what the wizard asks about device, program and urgency, the edit of the case asks too."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.case import Case
from models.conversation import Attachment
from tests.cases.steps import find
from tests.files.samples import LOG
from tests.products.steps import order
from tests.requests.doors import Values, by_door, edited_by_page, told
from tests.requests.filing import ANSWERS, HAVEN, make_able
from tests.requests.steps import fill_in
from tests.worlds import World

DETAILS = ("firmware", "page_count", "connection", "panel_message", "part_changed")
BUSINESS = ("users", "process", "workaround", "needed_by", "reachable")


@pytest.fixture
def haven(world: World) -> World:
    """With two devices of Haven's and one of somebody else."""
    make_able(world)
    order(world, HAVEN, "0077", model="Reiger C550")
    order(world, "Elders & Zoon", "0099ZZ")
    return world


def incident(world: World, code: str = "incident", **more: Any) -> Case:
    urgent = dict.fromkeys(("urgency", *BUSINESS), "") if code == "incident" else {}
    values: Values = {**ANSWERS[code], **urgent, **more, "account": world.account_id(HAVEN)}
    return by_door(world, "sam", code, {name: value for name, value in values.items() if value != ""})


def edit(world: World, client: FlaskClient, case: Case, **answers: Any) -> Any:
    """Save the form of the edit, as one does without a script."""
    return fill_in(world, client, f"/cases/{case.number}/edit", "", **answers)


@pytest.mark.parametrize("code", ["incident", "warranty"])
def test_another_serial_number_fills_the_model_in_and_zeros_and_gaps_are_as_on_the_plate(
    haven: World, code: str
) -> None:
    case, sam = incident(haven, code), haven.sign_in("sam")
    assert "Model: Reiger C350" in sam.get(f"/cases/{case.number}/edit").text
    assert edit(haven, sam, case, serial_number=" 00 77 ").status_code == 302
    kept = find(haven, case.number).values
    assert (kept["serial_number"], kept["model"]) == ("0077", "Reiger C550")


@pytest.mark.parametrize("serial", ["77", "0099ZZ", "nothing"])
def test_t27_zeros_count_and_a_device_of_somebody_else_is_as_unknown_as_none(
    haven: World, serial: str
) -> None:
    case, sam = incident(haven), haven.sign_in("sam")
    answer = edit(haven, sam, case, serial_number=serial, subject="Kept as typed")
    assert answer.status_code == 422 and 'value="Kept as typed"' in answer.text
    assert "We know no device with this serial number. Check every sign, the zeros too." in told(answer.text)


@pytest.mark.parametrize("code", ["incident", "warranty"])
def test_instead_of_a_serial_number_the_exact_model_is_enough_and_one_of_them_is_needed(
    haven: World, code: str
) -> None:
    case, sam = incident(haven, code), haven.sign_in("sam")
    assert edit(haven, sam, case, serial_number="", model="reiger c550").status_code == 302
    kept = find(haven, case.number).values
    assert kept["model"] == "Reiger C550" and "serial_number" not in kept
    (neither,) = told(edit(haven, sam, case, serial_number="", model="").text)
    assert neither.startswith("Enter the serial number, or choose")
    assert told(edit(haven, sam, case, serial_number="", model="Reiger C5").text) == {
        "Choose “Model” from the list."
    }


@pytest.mark.parametrize("detail", DETAILS)
def test_of_a_device_every_detail_stays_required(haven: World, detail: str) -> None:
    case, sam = incident(haven), haven.sign_in("sam")
    assert len(told(edit(haven, sam, case, **{detail: ""}).text)) == 1
    assert find(haven, case.number).values[detail]


def test_turned_to_a_program_it_asks_for_product_and_version_and_drops_the_device(haven: World) -> None:
    case, sam = incident(haven), haven.sign_in("sam")
    program = {"product_kind": "software", "product_line": "software", "product": "volgprint"}
    more = edit(haven, sam, case, **program)
    assert more.status_code == 422 and 'name="f-software_version"' in more.text
    assert told(edited_by_page(haven, sam, case, program).text) == {"Fill in “Version”."}
    assert edited_by_page(haven, sam, case, {**program, "software_version": "7.2"}).status_code == 302
    kept = find(haven, case.number).values
    assert kept["software_version"] == "7.2"
    assert not kept.keys() & {"serial_number", "model", *DETAILS}


@pytest.mark.parametrize("which", ["urgency", "impact"])
def test_either_one_high_makes_the_whole_step_required(haven: World, which: str) -> None:
    case, sam = incident(haven), haven.sign_in("sam")
    answer = edit(haven, sam, case, **{which: "high"})
    assert answer.status_code == 422 and len(told(answer.text)) == len(BUSINESS)
    business = {name: ANSWERS["incident"][name] for name in BUSINESS}
    assert edit(haven, sam, case, **{which: "high", **business}).status_code == 302
    assert find(haven, case.number).values["users"] == 12


def test_a_maintenance_report_is_added_where_the_device_is_asked_for(haven: World) -> None:
    case, sam = incident(haven), haven.sign_in("sam")
    assert edit(haven, sam, case, maintenance_report=[(io.BytesIO(LOG), "report.txt")]).status_code == 302
    with haven.session() as session:
        file = session.scalars(select(Attachment)).one()
        assert (file.case_id, file.field, file.name) == (case.id, "maintenance_report", "report.txt")


def test_the_lookup_of_the_edit_lists_the_devices_of_the_account(haven: World) -> None:
    case = incident(haven)
    for who in ("sam", "bo"):
        client = haven.sign_in(who)
        page = client.get(f"/cases/{case.number}/edit").text
        address = page.partition('href="/devices/?')[2].partition('"')[0].replace("&amp;", "&")
        listed = client.get(f"/devices/?{address}").text
        assert "0042" in listed and "0077" in listed and "0099ZZ" not in listed, who
