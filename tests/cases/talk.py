"""Steps that the tests of conversations share."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.conversation import Note
from models.event import CaseEvent
from tests.cases.steps import find
from tests.worlds import World


def said(world: World, client: FlaskClient, number: int, body: str, **more: Any) -> int:
    """The id of the note that this browser sends."""
    answer = world.post(client, f"/cases/{number}/notes", {"body": body, **more})
    assert answer.status_code == 302, answer.text
    return int(answer.location.rpartition("-")[2])


def act(world: World, client: FlaskClient, number: int, note: int, what: str, **data: Any) -> Any:
    """POST to an address of the note."""
    return world.post(client, f"/cases/{number}/notes/{note}/{what}", data)


def row(world: World, note_id: int) -> Note:
    with world.session() as session:
        return session.scalars(select(Note).where(Note.id == note_id)).one()


def kinds(world: World, number: int) -> list[str]:
    """What happened on the case, oldest first."""
    case = find(world, number)
    with world.session() as session:
        query = select(CaseEvent.kind).where(CaseEvent.case_id == case.id)
        return list(session.scalars(query.order_by(CaseEvent.id)))
