"""A row that waits to be written is judged as the work of who made it, whoever looks when it is flushed."""

import pytest
from sqlalchemy import select

from app.access.session import see_as, seeing_as
from app.access.viewer import SYSTEM
from app.refused import OutOfReach
from models.account import Account
from models.case import Case
from models.person import Preference
from tests.access.seeding import seed
from tests.worlds import World

OWN, FOREIGN = "Rijnmond Haven", "Elders & Zoon"


def _choice(person_id: int) -> Preference:
    return Preference(person_id=person_id, name="a", value="b")


def test_a_query_of_the_system_flushes_no_foreign_row_of_a_person(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        session.add(_choice(rows[FOREIGN].person))
        with pytest.raises(OutOfReach), seeing_as(session, SYSTEM):
            session.execute(select(Case.id))
    with world.session("sam") as session:
        session.add(_choice(rows[OWN].person))
        with seeing_as(session, SYSTEM):
            session.execute(select(Case.id))
            assert session.scalars(select(Preference.person_id)).all() == [rows[OWN].person]


def test_nor_does_a_session_that_becomes_the_systems(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            foreign = session.get_one(Account, rows[FOREIGN].account)
        foreign.phone = "taken"
        see_as(session, SYSTEM)
        with pytest.raises(OutOfReach):
            session.commit()
        session.rollback()
        session.get_one(Account, rows[FOREIGN].account).phone = "kept by the system"
        session.commit()


def test_what_is_made_while_a_person_looks_for_a_moment_is_the_persons_work(world: World) -> None:
    rows, sam = seed(world), world.viewer("sam")
    with world.session() as session:
        with session.no_autoflush, seeing_as(session, sam):
            session.add(_choice(rows[FOREIGN].person))
        with pytest.raises(OutOfReach):
            session.commit()
        session.rollback()
        session.add(_choice(rows[FOREIGN].person))
        with seeing_as(session, sam):
            session.execute(select(Case.id))
        session.commit()


def test_the_work_of_the_system_stays_its_own_on_the_way(world: World) -> None:
    """What the system wrote and flushed is not judged again when the person's rows follow."""
    rows = seed(world)
    with world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            session.add(_choice(rows[FOREIGN].person))
            session.flush()
        session.add(_choice(rows[OWN].person))
        session.commit()


def test_a_refused_write_cannot_be_swallowed(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        session.add(_choice(rows[FOREIGN].person))
        with pytest.raises(OutOfReach):
            session.flush()
        session.rollback()
        with pytest.raises(OutOfReach), session.begin_nested():
            session.add(_choice(rows[FOREIGN].person))
        session.commit()
        with seeing_as(session, SYSTEM):
            assert session.scalars(select(Preference.person_id)).all() == []
