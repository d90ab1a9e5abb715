"""What carries no conditions is not written outside the gate: SQL by hand, bare tables, other sessions."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.files import REPOSITORY, python_files, tree

GATE = "app/access/"
# What asks the database itself, never for a row of a guarded table; each with what it asks.
ALLOWED = {
    ("app/cli/start.py", ".connect"): "is the database there and up to date",
    ("app/cli/start.py", ".engine"): "is the database there and up to date",
    ("views/health.py", ".engine"): "is the database there",
    ("app/cases/number.py", ".get_bind"): "which kind of database it is",
    ("app/database.py", "exec_driver_sql"): "BEGIN, ANALYZE",
    ("app/database.py", ".connection"): "a transaction that only reads is begun as one",
    ("app/mail/reader.py", ".connection"): "a second guarded session in the same transaction",
    ("app/people/preferences.py", ".engine"): "one's own choices, in a transaction of their own",
    ("app/people/preferences.py", "Session()"): "one's own choices, in a transaction of their own",
    ("views/health.py", ".connect"): "is the database there",
}
BY_HAND = {"text", "literal_column", "TextClause", "DDL", "Table", "table", "column"}
CALLS = {"from_statement", "bulk_insert_mappings", "bulk_update_mappings", "bulk_save_objects"}
CALLS |= {"exec_driver_sql", "raw_connection", "executescript"}
OTHER_SESSIONS = {"Session", "sessionmaker", "scoped_session"}
UPWARDS = {"parent", "children"}  # SQLAlchemy sets no criteria on a relation of a table with itself


def _outside_the_gate() -> Iterator[tuple[str, Path]]:
    for file in python_files():
        name = str(file.relative_to(REPOSITORY))
        if name.startswith(("app/", "views/")) and not name.startswith(GATE):
            yield name, file


def _found(node: ast.AST, drawn: set[str]) -> str | None:
    """What a node does that only the gate may do."""
    if isinstance(node, ast.Attribute):
        if node.attr in ("__table__", "metadata", "assoc_user_role", "assoc_permissionview_role"):
            return node.attr
        if node.attr in CALLS:
            return node.attr
        if node.attr == "engine":
            return ".engine"
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Name) and node.func.id in drawn:
        return f"{node.func.id}()"
    return _asked(node.func) if isinstance(node.func, ast.Attribute) else None


def _asked(call: ast.Attribute) -> str | None:
    if call.attr in ("get_bind", "connection", "connect"):
        return f".{call.attr}"
    of = call.value
    if call.attr in ("has", "any") and isinstance(of, ast.Attribute) and of.attr in UPWARDS:
        return f"{of.attr}.{call.attr}"
    return None


def _drawn_from_sqlalchemy(file: Path) -> set[str]:
    """Names that write SQL by hand or make a session, as this file calls them."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name in BY_HAND | OTHER_SESSIONS
    }


@cache
def raw_sql() -> frozenset[tuple[str, str]]:
    return frozenset(
        (name, what)
        for name, file in _outside_the_gate()
        for drawn in [_drawn_from_sqlalchemy(file)]
        for node in ast.walk(tree(file))
        if (what := _found(node, drawn)) is not None
    )


def test_no_raw_sql_bare_table_or_other_session_outside_the_gate() -> None:
    assert raw_sql() - set(ALLOWED) == {("app/database.py", "metadata")}


def test_no_view_borrows_other_eyes() -> None:
    """A view fetches as who asked; what needs the system's eyes is a verb, and answers in plain values."""
    borrowing = {
        name
        for name, file in _outside_the_gate()
        for node in ast.walk(tree(file))
        if name.startswith("views/") and isinstance(node, ast.Name) and node.id in ("see_as", "seeing_as")
    }
    assert borrowing == set()


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) - raw_sql() == set()


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import text\ntext('SELECT 1')",
        "from sqlalchemy import literal_column as lc\nlc('x')",
        "Account.__table__",
        "db.engine.begin()",
        "session.connection()",
        "from sqlalchemy.orm import Session\nSession(engine)",
        "select(Account).where(Account.parent.has())",
        "session.bulk_insert_mappings(Case, [])",
        "select(Case).from_statement(x)",
    ],
)
def test_the_rule_finds_what_it_forbids(tmp_path: Path, source: str) -> None:
    file = tmp_path / "written.py"
    file.write_text(source)
    drawn = _drawn_from_sqlalchemy(file)
    assert [what for node in ast.walk(ast.parse(source)) if (what := _found(node, drawn))]
