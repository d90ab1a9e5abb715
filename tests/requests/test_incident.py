"""The shipped incident: a device by its serial number, a program by its product line, none of others."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.case import Case
from tests.files.samples import LOG
from tests.products.steps import fill_catalogue, order
from tests.requests.doors import told
from tests.requests.steps import fill_in
from tests.worlds import World

DEVICE = {"firmware": "2.1", "page_count": "12000", "connection": "usb", "panel_message": "E5"}


def at_product(world: World, **chosen: str) -> tuple[FlaskClient, str]:
    """Sam at the second step of an incident, with these answers typed and kept."""
    fill_catalogue(world)
    order(world, "Rijnmond Haven", "0042AB")
    order(world, "Elders & Zoon", "0099ZZ")
    sam = world.sign_in("sam")
    step = fill_in(world, sam, "/cases/new/incident", subject="Paper jam").location
    for code, value in chosen.items():
        fill_in(world, sam, step, "show", **{code: value})
    return sam, str(step)


def finish(world: World, client: FlaskClient, step: str, **answers: dict[str, Any]) -> Case:
    """Through the other steps to the case."""
    for name, typed in answers.items():
        done = fill_in(world, client, step.replace("/product", f"/{name}"), **typed)
        assert done.status_code == 303, done.text
    sent = world.post(client, step.replace("/steps/product", "/summary"))
    assert sent.status_code == 302, sent.text
    with world.session() as session:
        return session.scalars(select(Case)).one()


def test_the_serial_number_fills_the_model_in_and_zeros_count(world: World) -> None:
    sam, step = at_product(world, product_kind="hardware", serial_number="0042ab")
    assert "Model: Reiger C350" in sam.get(step).text
    case = finish(
        world,
        sam,
        step,
        product={"serial_number": "0042AB"},
        hardware_details={**DEVICE, "part_changed": "no"},
        error={"description": "It jams."},
    )
    kept = {"serial_number": "0042AB", "model": "Reiger C350", "page_count": 12000, "urgency": "low"}
    assert kept.items() <= case.values.items()
    assert case.request_type == "incident"


def test_a_program_is_chosen_by_product_line_and_the_steps_of_a_device_are_skipped(world: World) -> None:
    sam, step = at_product(world, product_kind="software", product_line="software")
    assert '<option value="volgprint">Volgprint</option>' in sam.get(step).text
    done = fill_in(world, sam, step, product="volgprint")
    assert done.location.endswith("/steps/software_details")
    steps = {"software_details": {"software_version": "7.2"}, "error": {"description": "It stops."}}
    case = finish(world, sam, step, **steps)
    assert (case.values["product"], "serial_number" in case.values) == ("volgprint", False)


def test_without_a_script_an_answer_that_asks_for_more_shows_it_first(world: World) -> None:
    sam, step = at_product(world)
    assert fill_in(world, sam, step, product_kind="hardware").location == f"{step}#f-serial_number"
    assert "more questions on this page" in sam.get(step).text


@pytest.mark.parametrize("serial", ["0099ZZ", "42AB", "nothing"])
def test_t27_a_device_of_somebody_else_is_as_unknown_as_none(world: World, serial: str) -> None:
    sam, step = at_product(world, product_kind="hardware")
    answer = fill_in(world, sam, step, serial_number=serial)
    assert answer.status_code == 422
    assert "We know no device with this serial number" in answer.text
    assert serial in answer.text


@pytest.mark.parametrize("which", ["urgency", "impact"])
def test_either_one_high_makes_the_whole_step_required(world: World, which: str) -> None:
    sam, step = at_product(world)
    business = step.replace("/product", "/business")
    assert fill_in(world, sam, business).status_code == 303
    answer = fill_in(world, sam, business, **{which: "high"})
    assert answer.status_code == 422
    assert "Fill in “How many people are affected?”" in answer.text
    assert len(told(answer.text)) == 5


def test_of_a_device_the_exact_model_is_enough_and_every_detail_is_required(world: World) -> None:
    sam, step = at_product(world, product_kind="hardware")
    assert fill_in(world, sam, step).status_code == 422
    assert fill_in(world, sam, step, model="Reiger C35").status_code == 422
    details = fill_in(world, sam, step, model="reiger c550").location
    assert details.endswith("/steps/hardware_details")
    assert len(told(fill_in(world, sam, details).text)) == 5
    steps = {"hardware_details": {**DEVICE, "part_changed": "no"}, "error": {"description": "It jams."}}
    assert finish(world, sam, step, **steps).values["model"] == "Reiger C550"


def test_of_a_program_the_version_is_required_and_logs_are_asked_for(world: World) -> None:
    sam, step = at_product(world, product_kind="software", product_line="software")
    details = fill_in(world, sam, step, product="volgprint").location
    assert told(fill_in(world, sam, details).text) == {"Fill in “Version”."}
    assert 'name="f-software_log"' in sam.get(details).text
    summary = step.replace("/steps/product", "/summary")
    assert "Log files" in sam.get(summary).text


def test_a_maintenance_report_goes_along_where_the_device_is_chosen(world: World) -> None:
    sam, step = at_product(world, product_kind="hardware")
    answer = fill_in(
        world, sam, step, serial_number="0042AB", maintenance_report=[(io.BytesIO(LOG), "r.txt")]
    )
    assert answer.location.endswith("/steps/hardware_details")
    assert "r.txt" in sam.get(step).text
    assert 'name="f-status_page"' not in sam.get(answer.location).text


def test_the_lookup_leads_back_with_the_number_that_was_chosen(world: World) -> None:
    sam, step = at_product(world, product_kind="hardware")
    lookup = fill_in(world, sam, step, "search:serial_number", serial_number="0042").location
    page = sam.get(lookup).text
    assert f'href="{step}?f-serial_number=0042AB#f-serial_number"' in page
    assert "0099ZZ" not in page
    assert 'value="0042AB"' in sam.get(f"{step}?f-serial_number=0042AB").text


@pytest.mark.parametrize("place", ["x", "a.b.c", "https://evil.example", '"><script>', "." * 500])
def test_the_lookup_leads_nowhere_else(sqlite_world: World, place: str) -> None:
    """T9."""
    page = sqlite_world.sign_in("sam").get("/devices/", query_string={"for": place})
    assert page.status_code == 200
    assert "Back without choosing" not in page.text
