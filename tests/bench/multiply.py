"""A million cases on PostgreSQL: the first ones, copied inside the database under other numbers.

Python writes some thousand rows a second, PostgreSQL copies ten times as many. A word that stood in one case
stands in ten afterwards, which is still rare.
"""

from typing import Any

COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
NUMBER = "array_to_tsvector(ARRAY[(c.number + {step})::text])"
WORDS = """
INSERT INTO case_words ({columns}) SELECT {values}
FROM case_words w JOIN "case" c ON c.id = w.case_id WHERE w.case_id <= {many} ORDER BY w.id"""


def multiply(cursor: Any, many: int, times: int) -> None:
    """Copies of the `many` cases that are there, with all that is theirs, until there are `times` as many."""
    for step in range(many, many * times, many):
        _copy(cursor, '"case"', "id", {"id": f"id + {step}", "number": f"number + {step}"}, many)
        for table in ("note", "case_event"):
            _copy(cursor, table, "case_id", {"case_id": f"case_id + {step}", "id": ""}, many)
        _copy_words(cursor, step, many)


def _copy(cursor: Any, table: str, key: str, other: dict[str, str], many: int) -> None:
    """A column for which `other` is empty gets its next value by itself."""
    names = [name for name in _columns(cursor, table) if other.get(name) != ""]
    values = ", ".join(other.get(name, name) for name in names)
    rows = f"SELECT {values} FROM {table} WHERE {key} <= {many} ORDER BY id"
    cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) {rows}")


def _copy_words(cursor: Any, step: int, many: int) -> None:
    names, number = _columns(cursor, "case_words"), NUMBER.format(step=step)
    other = {"id": f"w.id + {2 * step}", "case_id": f"w.case_id + {step}"}
    other |= {name: f"ts_delete(w.{name}, c.number::text) || {number}" for name in ("head", "words")}
    values = ", ".join(other.get(name, f"w.{name}") for name in names)
    cursor.execute(WORDS.format(columns=", ".join(names), values=values, many=many))


def _columns(cursor: Any, table: str) -> list[str]:
    return [name for (name,) in cursor.execute(COLUMNS, [table]).fetchall()]
