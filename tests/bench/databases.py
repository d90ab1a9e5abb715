"""An empty database to measure on, thrown away afterwards."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg

from tests.bench.serve import processor_seconds
from tests.servers import POSTGRES


class Database(NamedTuple):
    """Its kind, the folder for files and queue, and its URL (empty: SQLite in the folder)."""

    kind: str
    folder: Path
    name: str

    @property
    def url(self) -> str:
        if self.kind == "SQLite":
            return f"sqlite:///{self.folder / 'loket.db'}"
        return f"{POSTGRES}/{self.name}".replace("postgresql://", "postgresql+psycopg://")

    @property
    def environment(self) -> dict[str, str]:
        """What Loket and the floor are started with."""
        return {
            "LOKET_ENV": "demo",
            "LOKET_DATA": str(self.folder),
            "DATABASE_URL": self.url,
            "SECRET_KEY": "only-for-the-bench-and-long-enough-for-it",
            "SMTP_URL": "",
            "QUEUE_URL": "",
        }

    def processor_seconds(self) -> float:
        """What the server processes of this database have used; SQLite works inside the application."""
        if self.kind == "SQLite":
            return 0.0
        with psycopg.connect(f"{POSTGRES}/postgres") as connection:
            found = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.name])
            return processor_seconds([row[0] for row in found])


@contextmanager
def database(kind: str) -> Iterator[Database]:
    folder = Path(tempfile.mkdtemp(prefix="loket-bench-"))
    name = f"loket_bench_{secrets.token_hex(4)}"
    try:
        if kind == "PostgreSQL":
            _sql(f"CREATE DATABASE {name}")
        yield Database(kind, folder, name)
    finally:
        if kind == "PostgreSQL":
            _sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        shutil.rmtree(folder, ignore_errors=True)


def _sql(statement: str) -> None:
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
