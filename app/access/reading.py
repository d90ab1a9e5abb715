"""Pages that only read: on PostgreSQL each question stands by itself, without BEGIN and COMMIT around them.

Under READ COMMITTED a transaction gives several questions no common view anyway; two journeys to the server
are all that it costs. What acts, acts in a unit of work, and that is a transaction whatever the method.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from flask import has_request_context, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

READING = ("GET", "HEAD", "OPTIONS")

_alone: WeakKeyDictionary[Engine, Engine] = WeakKeyDictionary()


def is_reading(session: Session) -> bool:
    """Whether this session answers a page and is not in the middle of an act."""
    return has_request_context() and request.method in READING and not session.info.get("acts")


@contextmanager
def in_transaction(session: Session) -> Iterator[None]:
    """For an act, or a cursor that hands on some rows at a time: what was read so far is done with."""
    if is_reading(session):
        session.commit()
    before = session.info.get("acts")
    session.info["acts"] = True
    try:
        yield
    finally:
        session.info["acts"] = before
    if is_reading(session):
        session.commit()


def one_by_one(engine: Any) -> Any:
    """The same engine and pool, each statement on its own. SQLite's transactions cost no journey."""
    if engine.dialect.name != "postgresql":
        return engine
    if engine not in _alone:
        _alone[engine] = engine.execution_options(isolation_level="AUTOCOMMIT")
    return _alone[engine]
