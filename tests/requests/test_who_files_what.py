"""C2 to C7, A15: each request type that ships is filed by who may, step by step, and by nobody else."""

from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.request_types.install import SHIPPED
from models.account import Account
from models.case import Case
from models.qualification import PersonQualification, Qualification
from tests.agreements.steps import none_agreed
from tests.products.steps import fill_catalogue, order
from tests.requests.steps import cases, fill_in
from tests.worlds import World

HAVEN, LOGISTIEK, ELDERS = "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon"
FOR: Final = {"sam": HAVEN, "noor": HAVEN, "bo": HAVEN, "lot": LOGISTIEK, "eva": ELDERS}
SERIALS: Final = {HAVEN: "0042AB", LOGISTIEK: "0043AB", ELDERS: "0099ZZ"}
EVERYBODY: Final = {"sam", "noor", "lot", "eva", "bo"}
# Haven is a partner; Sam is a certified technician. Our own people open any of them for anybody.
MAY: Final = dict.fromkeys(SHIPPED, EVERYBODY) | {
    "professional_service": {"sam", "noor", "bo"},
    "technical_ticket": {"sam", "bo"},
}
SAID: Final = {"subject": "It stops", "description": "After ten pages.", "priority": "high", "kind": "issue"}
DEVICE: Final = {"firmware": "2.1", "page_count": "12000", "connection": "usb", "panel_message": "E5"}
PROGRAM: Final = {"product_line": "software", "product": "volgprint", "software_version": "8.4"}
ANSWERS: Final[dict[str, dict[str, str]]] = {
    "incident": {"product_kind": "hardware", **DEVICE, "part_changed": "no"},
    "warranty": {"wish": "status"},
    "license": {**PROGRAM, "wish": "new", "users": "20"},
    "technical_ticket": {**PROGRAM, "business_impact": "No invoices.", "steps_to_reproduce": "Click."},
}


def prepared(world: World) -> None:
    fill_catalogue(world)
    for account, serial in SERIALS.items():
        order(world, account, serial)
    sam = world.person_id("sam")
    with world.session() as session:
        session.scalars(select(Account).where(Account.name == HAVEN)).one().classification = "partner"
        wanted = select(Qualification.id).where(Qualification.code == "certified_technician")
        has = {"person_id": sam, "qualification_id": session.scalars(wanted).one()}
        session.add(PersonQualification(**has))
        session.commit()


def file(world: World, client: FlaskClient, code: str, account: str) -> Any:
    """Through all steps to the answer of the last button; what a step does not ask is not sent."""
    chosen = {"account": str(world.account_id(account)), "serial_number": SERIALS[account]}
    at, sent = f"/cases/new/{code}", {**SAID, **ANSWERS.get(code, {}), **chosen}
    for _step in range(12):
        answer = fill_in(world, client, at, **sent)
        assert answer.status_code == 303, answer.text
        at = answer.location.partition("#")[0]
        if at.endswith("/summary"):
            break
    return world.post(client, at)


@pytest.mark.parametrize("code", SHIPPED)
def test_each_type_is_filed_by_who_may_and_opened_by_nobody_else(world: World, code: str) -> None:
    prepared(world)
    for who, account in FOR.items():
        client, before = world.sign_in(who), cases(world)
        if who not in MAY[code]:
            assert client.get(f"/cases/new/{code}").status_code == 404, who
            assert world.post(client, f"/cases/new/{code}", {"nonce": "n" * 24}).status_code == 404
            assert f"/cases/new/{code}" not in client.get("/cases/new", follow_redirects=True).text
            assert cases(world) == before
            continue
        sent = file(world, client, code, account)
        assert sent.status_code == 302 and "/cases/1" in sent.location, (who, sent.text)
        with world.session() as session:
            case = session.scalars(select(Case).order_by(Case.id.desc())).first()
        assert (case.request_type, case.account_id) == (code, world.account_id(account)), who


def test_who_has_several_accounts_files_it_for_those_that_are_offered_it(world: World) -> None:
    prepared(world)
    noor = world.sign_in("noor")
    refused = file(world, noor, "professional_service", LOGISTIEK)
    assert refused.status_code == 422 and "not offered for that account" in refused.text
    assert cases(world) == 0
    assert file(world, noor, "professional_service", HAVEN).status_code == 302


@pytest.mark.parametrize("code", ["incident", "technical_ticket"])
def test_a_right_that_ends_while_one_types_ends_the_request(sqlite_world: World, code: str) -> None:
    prepared(sqlite_world)
    sam = sqlite_world.sign_in("sam")
    assert file(sqlite_world, sam, code, HAVEN).status_code == 302
    draft = fill_in(sqlite_world, sam, f"/cases/new/{code}", **SAID).location.partition("/steps/")[0]
    none_agreed(sqlite_world)
    sent = sqlite_world.post(sam, draft.removesuffix("/summary") + "/summary")
    assert sent.status_code == 422 and cases(sqlite_world) == 1
