"""Rows that were loaded through other eyes lie in the session as lent, until it is known who may see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import InstanceState, Session

from app.access.viewer import NOBODY, Viewer
from models.person import Person

States = set[InstanceState[Any]]


def lend(session: Session) -> None:
    """The viewer changed for good: whatever lies in the session is lent to the new one."""
    session.info["lent"] = _forget_relations(session, set(session.identity_map.all_states()))


@contextmanager
def lent_meanwhile(session: Session, before: Viewer, viewer: Viewer) -> Iterator[None]:
    """The viewer changes for a moment; afterwards what came in meanwhile is lent to the former one."""
    lent, known = session.info.get("lent", set()), set(session.identity_map.all_states())
    if not viewer.is_system:
        session.info["lent"] = _forget_relations(session, known)
    try:
        yield
    finally:
        if not before.is_system:
            came_in = set(session.identity_map.all_states()) - known
            lent = lent | _forget_relations(session, came_in)
        session.info["lent"] = lent


def is_lent(session: Session, found: Any) -> bool:
    """Whether a row found in the session is not the present viewer's to see. Asks the database once."""
    viewer, lent = session.info.get("viewer", NOBODY), session.info.get("lent")
    if viewer.is_system or not lent or not hasattr(found, "_sa_instance_state"):
        return False
    state = inspect(found)
    if state not in lent or (isinstance(found, Person) and found.id == viewer.person_id):
        return False
    if not _may_see(session, state):
        return True
    lent.discard(state)
    return False


def _may_see(session: Session, state: InstanceState[Any]) -> bool:
    mapper = state.mapper
    keys = [getattr(mapper.class_, mapper.get_property_by_column(c).key) for c in mapper.primary_key]
    same = (key == value for key, value in zip(keys, state.identity or (), strict=True))
    with session.no_autoflush:
        return session.scalar(select(keys[0]).where(*same)) is not None


def _forget_relations(session: Session, states: States) -> States:
    """Relations that were loaded with the rows are asked for again, through the eyes of who asks."""
    for state in states:
        loaded = [relation.key for relation in state.mapper.relationships if relation.key in state.dict]
        if loaded and not state.modified and (row := state.obj()) is not None:
            session.expire(row, loaded)
    return states
