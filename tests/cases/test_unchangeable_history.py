"""T78: nothing in the history of a case can be changed, by whichever way one comes (D13)."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from app.database import db
from app.events import record
from app.refused import Refused
from models.case import Case
from models.event import CaseEvent
from tests.cases.steps import opened
from tests.worlds import World

BY_HAND = (
    "UPDATE case_event SET door = 'page'",
    "UPDATE case_event SET id = id + 1000",
    "UPDATE case_event SET actor_id = NULL, at = '2020-01-01'",
    "DELETE FROM case_event",
    "DELETE FROM case_event WHERE id = 1",
    'DELETE FROM "case"',
)
# What takes rows away without a DELETE.
ROUND_THE_BACK = {
    "sqlite": (
        "INSERT OR REPLACE INTO case_event (id, case_id, kind, is_internal, changes, at) "
        "SELECT id, case_id, 'noted', is_internal, changes, at FROM case_event",
        "UPDATE OR REPLACE case_event SET kind = 'noted'",
    ),
    "postgres": (
        "TRUNCATE case_event CASCADE",
        'TRUNCATE "case" CASCADE',
        "INSERT INTO case_event (id, case_id, kind, is_internal, changes, at) "
        "SELECT id, case_id, kind, is_internal, changes, at FROM case_event "
        "ON CONFLICT (id) DO UPDATE SET kind = 'noted'",
    ),
}


def refused(world: World, statement: str) -> None:
    with world.app.app_context(), db.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="history of a case cannot be changed"):
            connection.exec_driver_sql(statement)
        connection.rollback()


def told(world: World) -> list[tuple[int, str, str]]:
    with world.session() as session:
        columns = CaseEvent.id, CaseEvent.kind, CaseEvent.door
        return [tuple(row) for row in session.execute(select(*columns).order_by(CaseEvent.id))]


@pytest.mark.parametrize("statement", BY_HAND)
def test_t78_the_database_itself_refuses_to_change_it_or_to_take_it_away(
    world: World, statement: str
) -> None:
    opened(world, "sam")
    before = told(world)
    refused(world, statement)
    assert told(world) == before != []


def test_t78_nor_is_there_a_way_round_the_back(world: World) -> None:
    opened(world, "sam")
    before = told(world)
    for statement in ROUND_THE_BACK[world.name]:
        refused(world, statement)
    assert told(world) == before != []


@pytest.mark.parametrize("who", ["sam", "bo", "ada"])
def test_t78_nor_does_the_session_of_anybody(world: World, who: str) -> None:
    opened(world, "sam")
    before = told(world)
    for act in (update(CaseEvent).values(kind="noted"), delete(CaseEvent)):
        with world.session(who) as session:
            with pytest.raises(Refused):
                session.execute(act)
            session.rollback()
    for change in ("kind", "delete"):
        with world.session(who) as session:
            row = session.scalars(select(CaseEvent)).first()
            session.delete(row) if change == "delete" else setattr(row, "kind", "noted")
            with pytest.raises((Refused, DBAPIError)):  # whichever comes first
                session.flush()
            session.rollback()
    assert told(world) == before


def test_what_happens_next_is_written_behind_it(world: World) -> None:
    opened(world, "sam")
    with world.session() as session:
        record(session, session.scalars(select(Case)).one(), "edited", by=None)
        session.commit()
    assert [kind for _id, kind, _door in told(world)] == ["opened", "edited"]


def test_the_log_of_accesses_withstands_the_same(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/access", {"remark": "Looked at the queue."})
    again = {
        "sqlite": "INSERT OR REPLACE INTO support_access SELECT * FROM support_access",
        "postgres": "TRUNCATE support_access",
    }
    with world.app.app_context(), db.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="log of accesses cannot be changed"):
            connection.execute(text(again[world.name]))
        connection.rollback()
