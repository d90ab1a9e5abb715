"""The database: one object for both kinds, and what SQLite needs to be trusted with many processes."""

import sqlite3
from typing import Any

import psycopg
from flask import has_request_context, request
from flask_appbuilder.models.sqla.base import SQLA
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from app.access.reading import READING
from app.access.session import PortalSession
from models.all import Model

db: Any = SQLA(metadata=Model.metadata, session_options={"class_": PortalSession, "expire_on_commit": False})

READS_ONLY = "reads_only"

# psycopg reads where the parameters of a longer statement stand anew each time; the page of a case has 9,000
# letters, and finding them took a twentieth of its time.
psycopg._queries.MAX_CACHED_STATEMENT_LENGTH = 20_000


@event.listens_for(Engine, "connect")
def prepare_sqlite(connection: Any, record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # BEGIN is ours, see below
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


# For a statement that finds its rows by key: PostgreSQL plans it once per connection. Planning the questions
# of a page, with who may see what in them, takes longer than answering them. Not for lists: whose tree it is
# decides how a list is best read, and one plan for any tree is ten times slower in a large one.
PLANNED_ONCE: Any = {"planned_once": True}


@event.listens_for(Engine, "do_execute")
def plan_once(cursor: Any, statement: str, parameters: Any, context: Any) -> bool | None:
    """Left to itself, psycopg prepares whatever comes five times. True: it has been executed."""
    if not isinstance(cursor, psycopg.Cursor) or isinstance(cursor, psycopg.ServerCursor):
        return None
    is_planned_once = context is not None and context.execution_options.get("planned_once", False)
    cursor.execute(statement, parameters, prepare=is_planned_once)
    return True


@event.listens_for(Engine, "begin")
def begin(connection: Connection) -> None:
    """What will write takes SQLite's write lock at once: it waits its turn, and never fails late."""
    if connection.dialect.name == "sqlite":
        reads = (has_request_context() and request.method in READING) or (
            connection.get_execution_options().get(READS_ONLY, False)
        )
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def reads_only(session: Session) -> None:
    """The transaction that begins now writes nothing: outside a request too, it takes no lock on SQLite."""
    session.connection(execution_options={READS_ONLY: True})


def gather_statistics(session: Session) -> None:
    """Let SQLite look how its rows are spread; PostgreSQL does so by itself. Writes in a transaction.

    Without, it reads the list of an agent among 100,000 cases twenty times slower. An index that a migration
    made anew has no statistics either.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("ANALYZE")
