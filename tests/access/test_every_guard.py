"""T36: the guard and the rule of every model hold by themselves: taken away, one of these tests fails.

Made from the lists of guards and rules, with a row of Sam's in every table: a new model is tried without
a line here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError, SAWarning
from sqlalchemy.orm import Session

from app import clock
from app.access.session import see_as
from app.access.viewer import NOBODY, SYSTEM, Viewer
from app.access.visibility import GUARDS, REFERENCE
from app.access.writing.rules import RULES
from app.refused import Refused
from models.knowledge import KnowledgeGroup, KnowledgeLink, KnowledgeTag
from models.request_type import RequestTypeVersion
from models.stamp import SetupStamp
from tests.access.one_of_each import Key, one_of_each, values_of
from tests.worlds import World

# What every customer reads, whoever wrote it; everything else of Sam's is not there for Eva.
EVERYBODYS = REFERENCE | {SetupStamp, KnowledgeGroup, KnowledgeLink, KnowledgeTag, RequestTypeVersion}
Write = Callable[[Session, Any], None]
OTHER: dict[type, Any] = {str: "other", int: 4711, datetime: clock.now(), dict: {"en": "other"}, bool: True}


def seen(world: World, viewer: Viewer, keys: dict[type, Key]) -> set[type]:
    """The models whose row this viewer finds."""
    found = set()
    for model, key in keys.items():
        with world.session() as session:
            see_as(session, viewer)
            if session.scalars(select(model).where(*_is(model, key))).unique().first() is not None:
                found.add(model)
            session.rollback()
            see_as(session, SYSTEM)
    return found


def _is(model: Any, key: Key) -> list[Any]:
    columns = inspect(model).primary_key
    return [column == value for column, value in zip(columns, key, strict=True)]


def change(session: Session, row: Any) -> None:
    """Another value in a column that no other table names; refused where there is none."""
    for attribute in inspect(type(row)).column_attrs:
        column = attribute.columns[0]
        is_free = not (column.primary_key or column.foreign_keys)
        if is_free and column.type.python_type in OTHER:
            now = getattr(row, attribute.key)
            setattr(row, attribute.key, not now if isinstance(now, bool) else OTHER[column.type.python_type])
            return
    raise Refused("there is nothing to change")


def remove(session: Session, row: Any) -> None:
    session.delete(row)


def add(session: Session, row: Any) -> None:
    """Another one like it."""
    values = values_of(type(row), row)
    session.expunge(row)
    session.add(type(row)(**values))


def written(world: World, viewer: Viewer, keys: dict[type, Key]) -> set[type]:
    """The models of which this viewer may change, remove or add a row that is Sam's. Nothing is kept."""
    return {
        model
        for model, key in keys.items()
        if any(_passes(world, viewer, model, key, write) for write in (change, remove, add))
    }


def _passes(world: World, viewer: Viewer, model: Any, key: Key, write: Write) -> bool:
    with world.session() as session:
        row = session.scalars(select(model).where(*_is(model, key))).unique().one()
        try:
            see_as(session, viewer)
            with session.no_autoflush:
                write(session, row)
            session.flush()
        except (Refused, DBAPIError, SAWarning):  # some are refused before a rule is asked
            return False
        finally:
            session.rollback()
            see_as(session, SYSTEM)
    return True


def test_t36_who_was_never_said_to_look_finds_a_row_of_no_model(world: World) -> None:
    keys = one_of_each(world, set(GUARDS))
    assert seen(world, SYSTEM, keys) == set(GUARDS)
    assert seen(world, NOBODY, keys) == set()


def test_t36_a_stranger_finds_nothing_of_sams_but_what_is_everybodys(world: World) -> None:
    keys = one_of_each(world, set(GUARDS))
    assert seen(world, world.viewer("eva"), keys) == EVERYBODYS


def test_t36_a_stranger_writes_a_row_of_no_model(world: World) -> None:
    keys = one_of_each(world, set(RULES))
    assert written(world, world.viewer("eva"), keys) == set()
    assert set(RULES) - written(world, SYSTEM, keys) <= {fab.User}
