"""Putting a PostgreSQL database back to how it was, row by row: some hundred times faster than a new copy."""

from typing import LiteralString, cast

import psycopg

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
SEQUENCES = (
    "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), coalesce(last_value, start_value), "
    "last_value IS NOT NULL FROM pg_sequences WHERE schemaname = 'public'"
)
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class KeptRows:
    """The rows of all tables at the moment this was made, kept in a schema of their own beside them."""

    def __init__(self, address: str) -> None:
        self._address = address
        with psycopg.connect(address) as connection:
            self._tables = [name for (name,) in connection.execute(TABLES)]
            self._sequences = connection.execute(SEQUENCES).fetchall()
            connection.execute("CREATE SCHEMA kept")
            for table in self._tables:
                connection.execute(_sql(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"'))

    def put_back(self) -> None:
        """Ends whoever is still connected. Triggers and foreign keys look away meanwhile."""
        with psycopg.connect(self._address) as connection:
            connection.execute(OTHERS)
            connection.execute("SET LOCAL session_replication_role = replica")
            for table in self._tables:
                connection.execute(_sql(f'DELETE FROM public."{table}"'))
                connection.execute(_sql(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"'))
            for name, value, is_used in self._sequences:
                connection.execute("SELECT setval(%s, %s, %s)", (name, value, is_used))


def _sql(statement: str) -> LiteralString:
    return cast(LiteralString, statement)
