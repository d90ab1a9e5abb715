"""T22, T28: whichever way a relation is loaded, what is hidden is not there."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, immediateload, joinedload, lazyload, raiseload, selectinload, subqueryload

from models.account import Account
from models.case import Case
from models.conversation import Attachment, Note
from models.event import CaseEvent
from tests.access.seeding import Rows, seed
from tests.worlds import World

WAYS = (lazyload, joinedload, selectinload, subqueryload, immediateload)


def _case(session: Session, rows: Rows, way: Any) -> Case:
    found = select(Case).where(Case.id == rows.case).options(way(Case.account), way(Case.owner))
    return session.scalars(found).unique().one()


def test_t28_a_parallel_case_is_there_without_its_account_and_contact(world: World) -> None:
    rows = seed(world)
    for way in WAYS:
        with world.session("sam") as session:
            parallel = _case(session, rows["Rijnmond Logistiek"], way)
            assert (parallel.account, parallel.owner) == (None, None), way.__name__
            own = _case(session, rows["Rijnmond Haven"], way)
            assert own.account and own.owner, way.__name__
            assert (own.account.name, own.owner.first_name) == ("Rijnmond Haven", "Sam"), way.__name__


@pytest.mark.parametrize(
    ("model", "field"), [(Note, "note"), (Attachment, "attachment"), (CaseEvent, "event")]
)
def test_t28_who_wrote_on_a_parallel_case_stays_hidden(sqlite_world: World, model: Any, field: str) -> None:
    rows, relation = seed(sqlite_world), {Note: "author", Attachment: "person", CaseEvent: "actor"}[model]
    for way in WAYS:
        with sqlite_world.session("sam") as session:
            found = select(model).options(way(getattr(model, relation)))
            of = {row.id: getattr(row, relation) for row in session.scalars(found).unique()}
            assert of[getattr(rows["Rijnmond Logistiek"], field)] is None, way.__name__
            assert of[getattr(rows["Rijnmond Haven"], field)].first_name == "Sam", way.__name__


def test_nobody_sees_upwards_and_a_parent_sees_what_hangs_below(world: World) -> None:
    seed(world)
    for way in WAYS:
        with world.session("mo") as session:
            options = (way(Account.parent), way(Account.children))
            of = {row.name: row for row in session.scalars(select(Account).options(*options)).unique()}
            assert of["Delta Midden"].parent is None, way.__name__
            assert [child.name for child in of["Delta Midden"].children] == ["Delta Onder"], way.__name__
            assert of["Delta Onder"].parent is of["Delta Midden"], way.__name__


def test_a_relation_of_a_relation_is_limited_too(world: World) -> None:
    """Two steps in one statement: note, case, account."""
    rows = seed(world)
    deep = joinedload(Note.case).options(joinedload(Case.account), raiseload("*"))
    with world.session("sam") as session:
        of = {note.id: note.case.account for note in session.scalars(select(Note).options(deep))}
    assert of[rows["Rijnmond Logistiek"].note] is None
    assert of[rows["Rijnmond Haven"].note]


def test_t30_internal_notes_files_and_events_are_for_the_desk(world: World) -> None:
    rows = seed(world)
    internal = {row.internal_note for row in rows.values()}
    for who, seen in {
        "noor": False,
        "sam": False,
        "chris": False,
        "ada": False,
        "bo": True,
        "mia": True,
    }.items():
        with world.session(who) as session:
            assert bool(set(session.scalars(select(Note.id))) & internal) is seen, who
            assert any(session.get(Note, id_) for id_ in internal) is seen, who
