"""A world is the application with the demonstration cast on one database, put back before each test."""

import gc
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.access import standing
from app.access.kept import Kept
from app.access.session import see_as
from app.access.sign_in import start_sign_in
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM, Viewer
from app.cases.own_views import kept
from app.cli.start import bring_up_to_date
from app.database import db
from app.demo.cast import add_cast
from app.factory import create_app
from app.messages import unread
from config import Settings, read_settings
from models.account import Account
from models.person import Person
from tests.kept_rows import KeptRows
from tests.servers import POSTGRES


def test_settings(folder: Path, database_url: str = "") -> Settings:
    settings = read_settings({"LOKET_ENV": "test", "LOKET_DATA": str(folder), "DATABASE_URL": database_url})
    return replace(settings, base_url="http://localhost")


test_settings.__test__ = False  # type: ignore[attr-defined]


class World:
    """`world.sign_in("noor")`, `world.session()` as the system, `world.session("sam")` as Sam."""

    name = ""

    def __init__(self, app: Flask) -> None:
        self.app = app

    @classmethod
    def _fill(cls, app: Flask) -> Self:
        with app.app_context():
            bring_up_to_date()
            session = db.session()
            see_as(session, SYSTEM)
            add_cast(session)
            session.commit()
            db.session.remove()
            db.engine.dispose()
        gc.collect()
        gc.freeze()  # see tests/conftest.py
        return cls(app)

    def restore(self) -> None:
        """Put the template in place of whatever the last test left."""
        raise NotImplementedError

    def rest(self) -> None:
        """Between two tests."""
        self.leave()

    def leave(self) -> None:
        """Nothing is remembered, and no connection is open."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self._forget()

    @staticmethod
    def _forget() -> None:
        standing.forget()
        unread.forget()
        kept.forget()
        Kept.forget()

    def person_id(self, first_name: str) -> int:
        with self.session() as session:
            return session.scalars(select(Person.id).where(Person.first_name == first_name.title())).one()

    def account_id(self, name: str) -> int:
        with self.session() as session:
            return session.scalars(select(Account.id).where(Account.name == name)).one()

    def viewer(self, first_name: str) -> Viewer:
        person_id = self.person_id(first_name)
        with self.session() as session:
            return viewer_of(session, person_id)

    @contextmanager
    def session(self, first_name: str | None = None) -> Iterator[Session]:
        """A database session through the eyes of the system, or of one of the cast."""
        viewer = self.viewer(first_name) if first_name else SYSTEM
        with self.app.app_context():
            session = db.session()
            see_as(session, viewer)
            yield session

    def client(self, language: str = "en") -> FlaskClient:
        """A browser that was told to speak this language."""
        client = self.app.test_client()
        client.set_cookie("lang", language)
        return client

    def sign_in(self, first_name: str) -> FlaskClient:
        """A browser that is signed in as one of the cast, without going through the sign-in page."""
        person_id = self.person_id(first_name)
        with self.session() as session:
            token = start_sign_in(session, person_id=person_id, address="127.0.0.1", user_agent="test")
            session.commit()
        client = self.client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return client

    def post(self, client: FlaskClient, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """POST with the CSRF token that a page of this browser carries."""
        return client.post(path, data={**(data or {}), "csrf_token": self.csrf_token(client)}, **kwargs)

    def csrf_token(self, client: FlaskClient) -> str:
        from flask import g
        from flask_wtf.csrf import generate_csrf

        with client.session_transaction() as cookie:
            raw = cookie.get("csrf_token")
        if raw is None:
            raw = secrets.token_hex(20)
            with client.session_transaction() as cookie:
                cookie["csrf_token"] = raw
        with self.app.test_request_context():
            from flask import session as flask_session

            flask_session["csrf_token"] = raw
            g.pop("csrf_token", None)
            return generate_csrf()


class SqliteWorld(World):
    name = "sqlite"

    @classmethod
    def build(cls, folder: Path) -> Self:
        app = create_app(test_settings(folder))
        with app.app_context():
            event.listen(db.engine, "connect", _wait_for_no_disk)
        world = cls._fill(app)
        shutil.copy(folder / "loket.db", folder / "template.db")
        world.folder = folder
        return world

    folder: Path

    def restore(self) -> None:
        for suffix in ("-wal", "-shm"):
            (self.folder / f"loket.db{suffix}").unlink(missing_ok=True)
        shutil.copy(self.folder / "template.db", self.folder / "loket.db")


class PostgresWorld(World):
    name = "postgres"
    database: str
    kept: KeptRows

    @classmethod
    def build(cls, folder: Path) -> Self:
        name = f"loket_test_{secrets.token_hex(4)}"
        _sql(f"CREATE DATABASE {name}")
        _sql(f"ALTER DATABASE {name} SET synchronous_commit = off")  # as on SQLite, below
        world = cls._fill(create_app(test_settings(folder, f"{POSTGRES}/{name}")))
        world.database = name
        world.kept = KeptRows(f"{POSTGRES}/{name}")
        return world

    def restore(self) -> None:
        self.kept.put_back()

    def rest(self) -> None:
        """Keeps one connection: what a new one must learn of the tables takes as long as a page."""
        with self.app.app_context():
            db.session.remove()
            pool = db.engine.pool
            if pool.checkedout() or pool.checkedin() > 1:
                db.engine.dispose()
        self._forget()

    def remove(self) -> None:
        self.kept.close()
        with self.app.app_context():
            db.engine.dispose()
        _sql(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a PostgreSQL database with nothing in it, gone afterwards."""
    name = f"loket_test_{secrets.token_hex(4)}"
    _sql(f"CREATE DATABASE {name}")
    try:
        yield f"{POSTGRES}/{name}"
    finally:
        _sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _wait_for_no_disk(connection: sqlite3.Connection, _record: object) -> None:
    """The machine does not fall in a test."""
    connection.execute("PRAGMA synchronous=OFF")


def _sql(statement: str) -> None:
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
