"""A million cases on PostgreSQL: the first ones, copied inside the database with other numbers and times.

Python writes some thousand rows a second, PostgreSQL copies a hundred thousand. A word that stood in one case
stands in ten afterwards, which is still rare.
"""

from typing import Any

CASES = """
INSERT INTO "case" ({columns})
SELECT {values} FROM "case" WHERE id <= {many}"""
NOTES = """
INSERT INTO note (case_id, author_id, side, is_internal, body, created_at)
SELECT case_id + {step}, author_id, side, is_internal, body, created_at FROM note WHERE case_id <= {many}"""
EVENTS = """
INSERT INTO case_event (case_id, kind, actor_id, is_internal, changes, at)
SELECT case_id + {step}, kind, actor_id, is_internal, changes, at FROM case_event WHERE case_id <= {many}"""


def multiply(cursor: Any, many: int, times: int) -> None:
    """Copies of the `many` cases that are there, until there are `times` as many."""
    cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = '\"case\"'::regclass AND attnum > 0")
    columns = [name for (name,) in cursor.fetchall()]
    for number in range(1, times):
        step = many * number
        moved = {"id": f"id + {step}", "number": f"number + {step}"}
        values = ", ".join(moved.get(name, name) for name in columns)
        cursor.execute(CASES.format(columns=", ".join(columns), values=values, many=many))
        cursor.execute(NOTES.format(step=step, many=many))
        cursor.execute(EVENTS.format(step=step, many=many))
