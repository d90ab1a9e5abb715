"""Putting a PostgreSQL database back to how it was: only the tables that a test has written in."""

from typing import LiteralString, cast

import psycopg

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = (
    "SELECT array_agg(quote_ident(schemaname) || '.' || quote_ident(sequencename)), "
    "array_agg(coalesce(last_value, start_value)), array_agg(last_value IS NOT NULL) "
    "FROM pg_sequences WHERE schemaname = 'public'"
)
RESET = (
    "SELECT setval(one.name::regclass, one.value, one.is_used) "
    "FROM unnest(%s::text[], %s::bigint[], %s::bool[]) AS one(name, value, is_used)"
)
BUSY = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
)
# A row carries the transaction that wrote it: rows of others have come, or some of ours have gone.
WRITTEN = (
    "SELECT '{0}' FROM public.\"{0}\" "
    "HAVING count(*) <> %s OR count(*) FILTER (WHERE xmin <> %s::text::xid) > 0"
)


class KeptRows:
    """The rows of all tables at the moment this was made, kept in a schema of their own beside them."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection = psycopg.connect(address)
        self._tables = [name for (name,) in self._connection.execute(TABLES)]
        self._sequences = self._connection.execute(SEQUENCES).fetchone()
        self._counts: dict[str, int] = {}
        self._written_by: dict[str, str] = {}
        self._connection.execute("CREATE SCHEMA kept")
        for table in self._tables:
            made = self._connection.execute(_sql(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"'))
            self._counts[table] = made.rowcount
        self._write(self._tables)
        self._connection.commit()

    def put_back(self) -> None:
        """Ends whoever is still at work. Triggers and foreign keys look away meanwhile."""
        try:
            self._put_back()
        except psycopg.OperationalError:  # a test of a server that goes away took this connection too
            self.close()
            self._connection = psycopg.connect(self._address)
            self._put_back()

    def close(self) -> None:
        self._connection.close()

    def _put_back(self) -> None:
        self._connection.execute(BUSY)
        self._write(self._written())
        self._connection.execute(RESET, self._sequences)
        self._connection.commit()

    def _written(self) -> list[str]:
        ask = " UNION ALL ".join(WRITTEN.format(table) for table in self._tables)
        marks = [mark for table in self._tables for mark in (self._counts[table], self._written_by[table])]
        return [name for (name,) in self._connection.execute(_sql(ask), marks, prepare=True)]

    def _write(self, tables: list[str]) -> None:
        self._connection.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            self._connection.execute(_sql(f'DELETE FROM public."{table}"'))
            self._connection.execute(_sql(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"'))
        now = self._connection.execute("SELECT pg_current_xact_id()::xid::text").fetchone()
        self._written_by |= dict.fromkeys(tables, now[0] if now else "")


def _sql(statement: str) -> LiteralString:
    return cast(LiteralString, statement)
