"""The request types that ship ask what the trade asks for, in both languages (C2 to C8)."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.request_types.definition import Answers, Definition, Field
from app.request_types.fill import Filled, defaults, fill
from app.request_types.install import SHIPPED, install_request_types, shipped
from app.request_types.published import request_types
from models.request_type import RequestType, RequestTypeVersion
from tests.request_types.world import Shop
from tests.worlds import World


class Company(Shop):
    """A customer with one account and one colleague."""

    def choices(self, field: Field, answers: Answers) -> Sequence[tuple[str, str]]:
        found = {
            "account": [("7", "Rijnmond Haven")],
            "contact": [("noor", "Noor"), ("sam", "Sam")],
            "priority": [("high", "High")],
            "product_line": [("software", "Software")],
            "product": [("print", "Print Manager")],
        }
        return found.get(field.column if field.column == "priority" else field.kind, []) or super().choices(
            field, answers
        )


COMPANY = Company()
START = {"account": "7", "subject": "Paper jam", "description": "It jams."}
DEVICE = {
    "firmware": "2.1",
    "page_count": "1200",
    "connection": "usb",
    "panel_message": "J05",
    "part_changed": "no",
}


def filed(code: str, raw: Mapping[str, Any]) -> Filled:
    return fill(shipped(code), {**defaults(shipped(code), COMPANY), **raw}, COMPANY)


def steps(filled: Filled) -> list[str]:
    return [step.code for step in filled.steps]


@pytest.mark.parametrize("code", SHIPPED)
def test_every_text_is_there_in_both_languages(code: str) -> None:
    definition = shipped(code)
    for text in [definition.name, definition.description, *texts_of(definition)]:
        assert not text or text.keys() == {"en", "nl"}, text


# Words that both languages have.
ALIKE = {"Account", "Details", "Impact", "Incident", "Machines", "Model", "Product", "Type"}


@pytest.mark.parametrize("code", SHIPPED)
def test_no_text_was_left_untranslated(code: str) -> None:
    definition = shipped(code)
    placeholders = [field.placeholder for field in definition.fields]
    alike = {
        text["en"]
        for text in [definition.name, definition.description, *texts_of(definition)]
        if text and text not in placeholders and text["en"] == text["nl"]
    }
    assert alike <= ALIKE


def texts_of(definition: Definition) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for step in definition.steps:
        found += [step.name, step.explanation]
        for section in step.sections:
            found += [section.name, section.explanation]
    for field in definition.fields:
        found += [field.label, field.help, field.placeholder, field.when_missing, field.check.sentence]
        found += [*field.check_list, *(choice.label for choice in field.choices)]
    return found


def test_c3_an_incident_with_a_device_asks_about_devices_only() -> None:
    filled = filed("incident", {**START, **DEVICE, "product_kind": "hardware", "serial_number": "0042"})
    assert steps(filled) == ["start", "product", "hardware_details", "error", "business"]
    assert filled.errors == {} and filled.values["model"] == "kx"
    assert {"usb_log", "status_page"} <= {field.code for field in filled.missing}


@pytest.mark.parametrize("code", DEVICE)
def test_c3_of_a_device_every_detail_is_required(code: str) -> None:
    raw = {**START, **DEVICE, "product_kind": "hardware", "serial_number": "0042", code: ""}
    assert filed("incident", raw).errors.keys() == {code}


def test_c3_an_incident_with_a_program_needs_its_version() -> None:
    program = {"product_kind": "software", "product_line": "software", "product": "print"}
    filled = filed("incident", {**START, **program, **DEVICE})
    assert steps(filled) == ["start", "product", "software_details", "error", "business"]
    assert filled.errors.keys() == {"software_version"} and "firmware" not in filled.values
    assert "software_log" in {field.code for field in filled.missing}
    assert filed("incident", {**START, **program, "software_version": "8.4"}).errors == {}


BUSINESS = {"users", "process", "workaround", "needed_by", "reachable"}


def test_c3_urgency_and_impact_are_low_and_then_nothing_more_is_asked() -> None:
    filled = filed("incident", {**START, **DEVICE, "product_kind": "hardware", "model": "kz"})
    assert (filled.values["urgency"], filled.values["impact"]) == ("low", "low")
    assert filled.errors == {}


@pytest.mark.parametrize("which", ["urgency", "impact"])
def test_c3_either_one_high_makes_every_field_of_the_step_required(which: str) -> None:
    raw = {**START, **DEVICE, "product_kind": "hardware", "model": "kz", which: "high"}
    assert filed("incident", raw).errors.keys() == BUSINESS


@pytest.mark.parametrize("code", ["warranty", "incident"])
def test_c4_a_serial_number_or_at_least_a_model(code: str) -> None:
    raw = {**START, **DEVICE, "product_kind": "hardware", "wish": "status"}
    neither = filed(code, raw).errors
    assert neither.keys() == {"model"} and neither["model"].startswith("Enter the serial number, or choose")
    assert filed(code, {**raw, "model": "kz"}).errors == {}
    assert filed(code, {**raw, "serial_number": "0042"}).values["model"] == "kx"


def test_c4_a_device_of_somebody_else_is_not_known() -> None:
    assert filed("warranty", {**START, "wish": "status", "serial_number": "42"}).errors.keys() >= {
        "serial_number"
    }


def test_c5_a_professional_service_takes_one_description() -> None:
    assert (
        filed("professional_service", {"account": "7", "description": "Install ten printers."}).errors == {}
    )
    assert filed("professional_service", {"account": "7"}).errors.keys() == {"description"}


def test_c6_a_question_is_oneself_asking_with_type_priority_subject_and_description() -> None:
    filled = filed("question", {**START, "kind": "how_to", "priority": "high"})
    assert filled.errors == {} and filled.columns["owner"] == "noor"
    assert filed("question", {"account": "7"}).errors.keys() == {"kind", "priority", "subject", "description"}


def test_c6_credentials_are_asked_with_a_link_and_never_among_the_answers() -> None:
    raw = {**START, "kind": "issue", "priority": "high", "login_name": "noor", "login_password": "sesame"}
    assert filed("question", raw).secrets == {}
    filled = filed("question", {**raw, "link": "https://loket.example/test"})
    assert filled.secrets == {"login_name": "noor", "login_password": "sesame"}
    assert not {"login_name", "login_password"} & filled.values.keys()


TICKET = {
    **START,
    "priority": "high",
    "business_impact": "Nobody can invoice.",
    "product": "print",
    "software_version": "8.4",
    "steps_to_reproduce": "Click.",
}


def test_c7_a_technical_ticket_takes_what_the_trade_asks_for() -> None:
    filled = filed("technical_ticket", TICKET)
    assert filled.errors == {}
    machines = {"machines": "PC-17", "machine_group": ""}
    assert filed("technical_ticket", {**TICKET, **machines}).errors.keys() == {"machine_group"}


def test_c8_what_helps_and_is_missing_is_named() -> None:
    helpful = {
        "affected",
        "since",
        "integrations_changed",
        "environment_changed",
        "screenshots",
        "may_access",
    }
    found = {field.code for field in filed("technical_ticket", TICKET).missing}
    assert helpful <= found
    assert "affected" not in {
        field.code for field in filed("technical_ticket", {**TICKET, "affected": "one"}).missing
    }


def test_license_asks_what_fits_the_wish() -> None:
    raw = {"account": "7", "product_line": "software", "product": "print", "description": "For the harbour."}
    assert filed("license", {**raw, "wish": "new"}).errors.keys() == {"users"}
    assert filed("license", {**raw, "wish": "broken"}).errors.keys() == {"license_number", "error_message"}
    short = filed("license", {**raw, "wish": "move", "server_name": "srv2", "license_number": "!"}).errors
    assert short == {
        "license_number": "A license number has at least four signs: letters, digits, spaces, dots or dashes."
    }


def test_all_of_them_are_there_in_a_new_portal_and_one_that_was_removed_stays_away(world: World) -> None:
    with world.session() as session:
        assert [one.code for one in request_types(session).offered] == list(SHIPPED)
        session.execute(delete(RequestTypeVersion))
        session.execute(delete(RequestType).where(RequestType.code != "question"))
        install_request_types(session)
        assert session.scalars(select(RequestType.code)).all() == ["question"]
