"""Steps that the tests of cases share."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.cases.open_case import open_case
from models.case import Case
from models.scale import Priority
from tests.requests.steps import fill_in
from tests.worlds import World

HOMES = {"sam": "Rijnmond Haven", "lot": "Rijnmond Logistiek", "eva": "Elders & Zoon"}


def priority_id(world: World, code: str = "high") -> int:
    with world.session() as session:
        return session.scalars(select(Priority.id).where(Priority.code == code)).one()


def opened(world: World, person: str = "sam", **values: Any) -> int:
    """The number of a case that this person opened for the own account."""
    priority = priority_id(world, values.pop("priority", "high"))
    account = world.account_id(values.pop("account", "") or HOMES[person])
    with world.session(person) as session:
        case = open_case(
            session,
            by=world.viewer(person),
            account_id=account,
            priority_id=priority,
            **{"kind": "issue", "subject": "Paper jam", "description": "Since this morning.", **values},
        )
        session.commit()
        return case.number


def numbers(html: str) -> list[int]:
    """The cases of a list, in its order."""
    return [int(n) for n in re.findall(r'<a href="/cases/(\d{8})"', html)]


def find(world: World, number: int) -> Case:
    with world.session() as session:
        return session.scalars(select(Case).where(Case.number == number)).one()


def hidden(client: FlaskClient, path: str, name: str) -> str:
    """The value of a hidden field on a page."""
    html = client.get(path).text
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', html)
    assert found, f"no {name} on {path}"
    return found[1]


def begin(world: World, client: FlaskClient, **answers: Any) -> Any:
    """Send the first step of a question, as this browser does."""
    asked = {
        "account": str(world.account_id("Rijnmond Haven")),
        "priority": "high",
        "kind": "issue",
        "subject": "The label printer stops",
        "description": "Since **this morning**.",
    }
    return fill_in(world, client, "/cases/new/question", **{**asked, **answers})


def ready(world: World, client: FlaskClient, **answers: Any) -> str:
    """The address of the summary of a question, ready to be sent."""
    first = begin(world, client, **answers)
    assert first.status_code == 303, first.text
    return str(first.location).partition("/steps/")[0] + "/summary"


def send(world: World, client: FlaskClient, **answers: Any) -> Any:
    """A question from its first step to the case."""
    return world.post(client, ready(world, client, **answers))
