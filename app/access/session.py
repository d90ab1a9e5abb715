"""The database session: it knows who is looking, and shows and changes nothing that is not theirs.

Fails closed: a session that was never told who is looking sees no row of any guarded model.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

from flask_sqlalchemy.session import Session
from sqlalchemy import Select, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlalchemy.orm import Session as OrmSession

from app.access.bulk import limited
from app.access.counters import are_noticed, move_counters
from app.access.guard import changes, refuse_foreign_rows
from app.access.lent import is_lent, lend, lent_meanwhile
from app.access.owed import by_writer, owe
from app.access.raw import refuse_raw
from app.access.reading import is_reading, one_by_one
from app.access.sight import sight
from app.access.stamping import (
    ends_cached_answers,
    lock_stamp,
    locks_set_up,
    move_stamp,
    writes_set_up,
)
from app.access.viewer import NOBODY, SYSTEM, Viewer
from app.access.writing.by_verbs import words_of_verbs
from app.refused import NotAllowed


class PortalSession(Session):
    """Flask-SQLAlchemy's session with a viewer."""

    def flush(self, *args: Any, **kwargs: Any) -> None:
        if not gathers(self):
            super().flush(*args, **kwargs)

    @property
    def viewer(self) -> Viewer:
        return _viewer(self)

    def get_bind(self, *args: Any, **kwargs: Any) -> Any:
        engine = super().get_bind(*args, **kwargs)
        return one_by_one(engine) if is_reading(self) else engine

    def _identity_lookup(self, mapper: Any, primary_key_identity: Any, *args: Any, **kwargs: Any) -> Any:
        """What `get` and many-to-one relations find without asking the database (SQLAlchemy's own hook)."""
        found = super()._identity_lookup(mapper, primary_key_identity, *args, **kwargs)
        return None if is_lent(self, found) else found

    def close(self) -> None:
        """What has only read ends with COMMIT: at a ROLLBACK psycopg forgets what it has prepared."""
        has_changes = self.info.get("has_written") or self.new or self.dirty or self.deleted
        if self.is_active and self.in_transaction() and not has_changes:
            with suppress(DBAPIError):
                self.commit()
        super().close()

    def bulk_save_objects(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_unseen_writing()
        super().bulk_save_objects(*args, **kwargs)

    def bulk_insert_mappings(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_unseen_writing()
        super().bulk_insert_mappings(*args, **kwargs)

    def bulk_update_mappings(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_unseen_writing()
        super().bulk_update_mappings(*args, **kwargs)

    def _refuse_unseen_writing(self) -> None:
        """These write past every event: the system alone may use them, and may have moved anything."""
        if not self.viewer.is_system:
            raise NotAllowed()
        move_stamp(self)


def see_as(session: OrmSession, viewer: Viewer) -> None:
    """From now on this session looks through the eyes of `viewer`."""
    before = _viewer(session)
    if before is not viewer:
        owe(session, before)
        session.info["viewer"] = viewer
        lend(session)


@contextmanager
def seeing_as(session: OrmSession, viewer: Viewer) -> Iterator[None]:
    """Look through other eyes for a moment, and through the former ones again afterwards.

    What is loaded meanwhile stays with whoever holds it; the former viewer finds only what is theirs to see.
    """
    before = _viewer(session)
    if before is viewer:
        yield
        return
    owe(session, before)
    session.info["viewer"] = viewer
    with lent_meanwhile(session, before, viewer):
        try:
            yield
        finally:
            if not viewer.is_system:
                owe(session, viewer)
            session.info["viewer"] = before


@contextmanager
def written_at_once(session: OrmSession) -> Iterator[None]:
    """What verbs do to many rows meanwhile is written in one go, by the next flush after it."""
    session.info["gathers"] = True
    try:
        yield
    finally:
        session.info.pop("gathers")


def gathers(session: OrmSession) -> bool:
    """Whether what verbs do now is written together with what they do to other rows."""
    return bool(session.info.get("gathers"))


def _viewer(session: OrmSession) -> Viewer:
    found = session.info.get("viewer", NOBODY)
    assert isinstance(found, Viewer)
    return found


@event.listens_for(PortalSession, "do_orm_execute")
def limit_to_what_the_viewer_may_see(state: ORMExecuteState) -> None:
    viewer = _viewer(state.session)
    if not state.is_select:
        state.session.info["has_written"] = True
    if state.is_select and locks_set_up(state.statement):
        with _systems_eyes(state.session):
            lock_stamp(state.session)
    if not viewer.is_system:
        _limit(state, viewer)
    if not state.is_select and writes_set_up(state.statement):
        with _systems_eyes(state.session):
            move_stamp(state.session)


def _limit(state: ORMExecuteState, viewer: Viewer) -> None:
    if not state.is_orm_statement:
        refuse_raw(state.statement)
    elif not state.is_select:
        mapper = state.bind_mapper
        state.statement = limited(state.statement, mapper.class_ if mapper else None, viewer)
    elif state.is_from_statement:
        raise NotAllowed()
    elif state.is_column_load and state.bind_mapper is not None:
        # SQLAlchemy leaves criteria out when it refreshes a row that is there: the row may be lent
        condition = sight(viewer).of(state.bind_mapper.class_)
        state.statement = cast(Select[Any], state.statement).where(condition)
    elif sight(viewer) not in state.statement._with_options:
        state.statement = sight(viewer).on(cast(Select[Any], state.statement))


@event.listens_for(PortalSession, "before_flush")
def take_the_locks_in_their_order(session: OrmSession, context: UOWTransaction, instances: object) -> None:
    """The stamp, which moves after the rows are written, is locked before them."""
    assert not is_reading(session), "a page that reads writes in a unit of work, or in a session of its own"
    with session.no_autoflush, _systems_eyes(session):
        written = changes(session)
        if ends_cached_answers(written) or are_noticed(written):
            lock_stamp(session)


@event.listens_for(PortalSession, "after_flush")
def check_what_is_written(session: OrmSession, context: UOWTransaction) -> None:
    """After the flush foreign keys are settled, however a form or API set them, and nothing is committed."""
    session.info["has_written"] = True
    viewer = _viewer(session)
    with session.no_autoflush, _systems_eyes(session):
        written, words = changes(session), words_of_verbs(session)
        for writer, rows in by_writer(session, viewer, written).items():
            if not writer.is_system:
                refuse_foreign_rows(session, writer, rows, words)
        if ends_cached_answers(written):
            move_stamp(session)
        move_counters(session, written)


@event.listens_for(PortalSession, "after_commit")
def nothing_is_written_yet(session: OrmSession) -> None:
    session.info.pop("has_written", None)
    words_of_verbs(session)


@event.listens_for(PortalSession, "after_soft_rollback")
def owe_nothing(session: OrmSession, previous: object) -> None:
    session.info.pop("owed", None)
    words_of_verbs(session)
    if not session.in_transaction():
        session.info.pop("has_written", None)


@contextmanager
def _systems_eyes(session: OrmSession) -> Iterator[None]:
    """For a question of the gate itself, which hands no row to anybody."""
    before, session.info["viewer"] = _viewer(session), SYSTEM
    try:
        yield
    finally:
        session.info["viewer"] = before
