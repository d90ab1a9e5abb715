"""The words of search, written at once behind bulk rows: triggers that look at each row would take hours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.bench.multiply import multiply

TRIGGERS = (
    "SELECT name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND tbl_name IN ('case', 'note', 'case_words')"
)
INDEXES = (
    "SELECT indexname, indexdef FROM pg_indexes "
    "WHERE tablename = 'case_words' AND indexname <> 'case_words_pkey'"
)
COLUMNS = "id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words"
SIDES = """
FROM "case" c CROSS JOIN (SELECT 0 AS number UNION ALL SELECT 1) side
WHERE side.number = 0 OR EXISTS (SELECT 1 FROM note n WHERE n.case_id = c.id AND n.is_internal)"""
NOTES = """(SELECT {join} FROM note n
WHERE n.case_id = c.id AND (side.number = 1 OR NOT n.is_internal))"""
ON_POSTGRESQL = f"""
INSERT INTO case_words ({COLUMNS})
SELECT c.id * 2 + side.number, c.id, side.number = 1, c.account_id, c.root_id, c.owner_id, c.is_open,
  search_words(c.number::text, c.subject),
  search_words(c.number::text, c.subject, c.description, {NOTES.format(join="string_agg(n.body, ' ')")})
{SIDES} ORDER BY 1"""
ON_SQLITE = f"""
INSERT INTO case_words ({COLUMNS})
SELECT c.id * 2 + side.number, c.id, side.number, c.account_id, c.root_id, c.owner_id, c.is_open,
  c.number || ' ' || c.subject,
  c.description || ' ' || coalesce({NOTES.format(join="group_concat(n.body, ' ')")}, '')
{SIDES} ORDER BY 1"""


@contextmanager
def written_afterwards(cursor: Any, is_sqlite: bool, many: int, times: int) -> Iterator[None]:
    """Nothing watches the rows that are written inside; at the end all cases get their words.

    On PostgreSQL the `many` cases are then copied until there are `times` as many.
    """
    with _on_sqlite(cursor) if is_sqlite else _on_postgresql(cursor, many, times):
        yield


@contextmanager
def _on_sqlite(cursor: Any) -> Iterator[None]:
    triggers = cursor.execute(TRIGGERS).fetchall()
    for name, _sql in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    yield
    cursor.execute(ON_SQLITE)
    cursor.execute("INSERT INTO case_words_fts (case_words_fts) VALUES ('rebuild')")
    for _name, sql in triggers:
        cursor.execute(sql)


@contextmanager
def _on_postgresql(cursor: Any, many: int, times: int) -> Iterator[None]:
    for table in ('"case"', "note"):
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    indexes = cursor.execute(INDEXES).fetchall()
    for name, _sql in indexes:
        cursor.execute(f"DROP INDEX {name}")
    cursor.execute(ON_POSTGRESQL)
    multiply(cursor, many, times)
    for _name, sql in indexes:
        cursor.execute(sql)
    for table in ('"case"', "note"):
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
