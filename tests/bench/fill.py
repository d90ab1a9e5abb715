"""Filling a database in bulk: COPY on PostgreSQL, executemany on SQLite; no verb is called, no mail waits."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

from flask import Flask

from app.access.session import see_as
from app.access.viewer import SYSTEM
from app.cli.start import bring_up_to_date
from app.database import db
from app.demo.cast import add_cast
from tests.bench import devices, rows
from tests.bench.drafts import fill_in
from tests.bench.start import Start, read_start
from tests.bench.talk import talk
from tests.bench.words import written_afterwards

AT_ONCE = 5_000
MOST_BY_HAND = 100_000  # PostgreSQL copies what is above
Row = tuple[Any, ...]

ACCOUNT = "id, customer_id, name, parent_id, root_id, path, created_at"
PERSON = "id, first_name, last_name, username, email, home_account_id"
NOTE = "case_id, author_id, side, is_internal, body, created_at"
EVENT = "case_id, kind, actor_id, is_internal, changes, at"
# Columns that are the same in every row.
SAME = {
    "account": {"is_active": True, "phone": "", "fax": "", "website": "", "classification": "", "version": 1},
    "ab_user": {"active": True, "is_staff": False, "language": "en", "password": "-"},
}


def fill(app: Flask, how_many: int) -> Start:
    """Migrate, add what ships and the cast, then the bulk. `app` runs on an empty database."""
    with app.app_context():
        bring_up_to_date()
        session = db.session()
        see_as(session, SYSTEM)
        add_cast(session)
        session.commit()
        db.session.remove()
    start = add_bulk(app, how_many)
    with app.app_context():
        see_as(db.session(), SYSTEM)
        talk(db.session(), start)
        db.session.remove()
    return start


def add_bulk(app: Flask, how_many: int) -> Start:
    """2,000 accounts and so many cases, beside the cast and nothing else."""
    with app.app_context():
        session = db.session()
        see_as(session, SYSTEM)
        start = read_start(session)
        db.session.remove()
        raw = db.engine.raw_connection()
        try:
            _bulk(Writer(raw, db.engine.dialect.name), start, how_many)
        finally:
            raw.close()
        see_as(db.session(), SYSTEM)
        fill_in(db.session(), start)
        db.session.remove()
    return start


def _bulk(writer: "Writer", start: Start, how_many: int) -> None:
    accounts = list(rows.accounts(start))
    writer.write("account", ACCOUNT, accounts)
    people = list(rows.people(start, accounts))
    writer.write("ab_user", PERSON, people)
    writer.write("ab_user_role", "user_id, role_id", [(p[0], start.customer_role) for p in people])
    _devices(writer, start, accounts, how_many)
    once = how_many if writer.is_sqlite else min(how_many, MOST_BY_HAND)
    with written_afterwards(writer.cursor, writer.is_sqlite, once, how_many // once):
        for part in _parts(rows.cases(start, accounts, once)):
            writer.write('"case"', ", ".join(part[0]), [tuple(case.values()) for case in part])
            writer.write("note", NOTE, chain.from_iterable(rows.notes(start, case) for case in part))
            writer.write("case_event", EVENT, chain.from_iterable(rows.events(case) for case in part))
    writer.finish(start.first_number + how_many)


def _devices(writer: "Writer", start: Start, accounts: list[Row], how_many: int) -> None:
    writer.write("product", devices.PRODUCT, devices.products(start.lines))
    writer.write("product_model", devices.MODEL, devices.models())
    writer.write("device", devices.DEVICE, devices.devices(start, accounts, how_many))


def _parts(items: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while part := list(islice(items, AT_ONCE)):
        yield part


class Writer:
    """Writes rows with the driver itself."""

    def __init__(self, connection: Any, dialect: str) -> None:
        self._connection, self.cursor = connection, connection.cursor()
        self.is_sqlite = dialect == "sqlite"
        if self.is_sqlite:
            self.cursor.execute("BEGIN")

    def write(self, table: str, columns: str, found: Iterable[Row]) -> None:
        same = SAME.get(table, {})
        names = ", ".join([columns, *same])
        plain = (tuple(_plain(value) for value in (*row, *same.values())) for row in found)
        if self.is_sqlite:
            marks = ", ".join("?" * (names.count(",") + 1))
            self.cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", plain)
            return
        with self.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in plain:
                copy.write_row(row)

    def finish(self, next_number: int) -> None:
        """Sequences go on behind the rows, and the planner knows what is there, as after a night at work."""
        if self.is_sqlite:
            self.cursor.execute("COMMIT")
            self.cursor.execute("PRAGMA optimize=0x10002")
            return
        for table in ("account", "ab_user", "case"):
            self.cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM \"{table}\"))")
        self.cursor.execute(f"SELECT setval('case_number', {next_number})")
        self._connection.commit()
        self._connection.driver_connection.autocommit = True
        self.cursor.execute("VACUUM ANALYZE")
        self._connection.driver_connection.autocommit = False


def _plain(value: Any) -> Any:
    """Times as the models store them: UTC, without a zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value
