"""What the tests of the shipped request types fill in, and the people who may."""

from typing import Any

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


def make_able(world: World) -> None:
    """Sam's account is a partner with a device, and Sam is certified: every request type is offered."""
    fill_catalogue(world)
    order(world, HAVEN, "0042")
    sam = world.person_id("sam")
    with world.session() as session:
        session.execute(update(Account).where(Account.name == HAVEN).values(classification="partner"))
        certified = select(Qualification.id).where(Qualification.code == "certified_technician")
        session.add(PersonQualification(person_id=sam, qualification_id=session.scalars(certified).one()))
        session.commit()


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
