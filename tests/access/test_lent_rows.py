"""A row loaded through other eyes lies in the session; the next one to look must not find it there."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.exc import ObjectDeletedError

from app.access.session import see_as, seeing_as
from app.access.viewer import NOBODY, SYSTEM
from models.account import Account
from models.case import Case
from models.person import Person
from tests.access.seeding import Rows, seed
from tests.worlds import World

FOREIGN, OWN, PARALLEL = "Elders & Zoon", "Rijnmond Haven", "Rijnmond Logistiek"


def _load_all(session: Session) -> list[Case]:
    everything = select(Case).options(joinedload(Case.account), joinedload(Case.owner))
    return list(session.scalars(everything))


def _finds(session: Session, rows: dict[str, Rows]) -> dict[str, bool]:
    return {name: session.get(Case, row.case) is not None for name, row in rows.items()}


def test_what_the_system_loaded_is_not_found_by_who_looks_next(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            held = _load_all(session)
            assert all(_finds(session, rows).values())
        found = _finds(session, rows)

    assert {name for name, is_there in found.items() if is_there} == {OWN, PARALLEL}
    assert len(held) == len(rows)  # whoever holds them keeps them


def test_what_the_system_loaded_is_not_found_by_who_looks_for_a_moment(world: World) -> None:
    """As a letter is written: the system works, and asks what its reader may see."""
    rows, sam = seed(world), world.viewer("sam")
    with world.session() as session:
        held = _load_all(session)
        with seeing_as(session, sam):
            found = _finds(session, rows)
        assert all(_finds(session, rows).values())
    assert {name for name, is_there in found.items() if is_there} == {OWN, PARALLEL}
    assert held


def test_what_one_person_loaded_is_not_found_by_the_next(world: World) -> None:
    rows, eva = seed(world), world.viewer("eva")
    with world.session("noor") as session:
        held = _load_all(session)
        see_as(session, eva)
        assert [name for name, is_there in _finds(session, rows).items() if is_there] == [FOREIGN]
        see_as(session, NOBODY)
        assert not any(_finds(session, rows).values())
    assert held


def test_relations_that_came_along_are_asked_for_again(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            held = _load_all(session)
        of = {case.id: case for case in session.scalars(select(Case))}
        assert of[rows[PARALLEL].case].account is None
        assert of[rows[PARALLEL].case].owner is None
        assert of[rows[OWN].case].account
    assert held


def test_a_foreign_row_can_be_held_but_not_read_anew(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            foreign, own = session.get_one(Case, rows[FOREIGN].case), session.get_one(Case, rows[OWN].case)
        session.refresh(own)
        with pytest.raises(InvalidRequestError):
            session.refresh(foreign)
        session.expire(foreign)
        with pytest.raises(ObjectDeletedError):
            _ = foreign.subject


def test_a_rollback_does_not_open_what_was_hidden(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            foreign = session.get_one(Account, rows[FOREIGN].account)
        session.rollback()
        with pytest.raises(ObjectDeletedError):
            _ = foreign.name
        assert session.get(Account, rows[FOREIGN].account) is None
        assert session.get(Account, rows[OWN].account)


def test_ones_own_row_needs_no_question(sqlite_world: World) -> None:
    """The person behind a request is loaded before it is known who looks."""
    sam = sqlite_world.person_id("sam")
    with sqlite_world.session("sam") as session:
        with seeing_as(session, SYSTEM):
            held = session.get_one(Person, sam)
        assert session.get(Person, sam) is held
