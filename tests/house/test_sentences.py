"""What the sentences of the code may hold: nothing that a reader of this repository cannot look up."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.files import name, python_files, tree

GETTEXT = {"_", "_l", "gettext", "ngettext", "lazy_gettext", "pgettext"}
# Row numbers of documents that lie elsewhere. Tests name them, because they prove the rows.
NUMBERS = re.compile(
    r"\((?:[^()]*[ ,])?(?:[A-H]\d{1,2}|T\d{1,2})(?:, [A-Z]\d{1,2})*\)|\b(?:FEATURES|THREATS)\b"
)


def calls_inside_f_strings(root: ast.AST) -> Iterator[int]:
    """Lines on which a text for readers is asked for inside an f-string: the collector of texts misses it."""
    for string in (node for node in ast.walk(root) if isinstance(node, ast.JoinedStr)):
        for node in ast.walk(string):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                yield node.lineno


def test_no_text_is_asked_for_inside_an_f_string() -> None:
    found = [f"{name(file)}:{line}" for file in python_files() for line in calls_inside_f_strings(tree(file))]
    assert found == []


def test_a_text_inside_an_f_string_would_be_found() -> None:
    assert list(calls_inside_f_strings(ast.parse("said = f'{count} · {_(\"open\")}'"))) == [1]
    assert list(calls_inside_f_strings(ast.parse("word = _('open')\nsaid = f'{count} · {word}'"))) == []


def numbered(file: Path) -> Iterator[str]:
    for line, text in enumerate(file.read_text("utf-8").splitlines(), 1):
        if NUMBERS.search(text):
            yield f"{name(file)}:{line}: {text.strip()}"


def test_no_sentence_names_a_row_of_a_document_that_is_not_here() -> None:
    code = [file for file in python_files() if not name(file).startswith("tests/")]
    assert [line for file in code for line in numbered(file)] == []


def test_such_a_name_would_be_found_and_paper_sizes_are_none() -> None:
    for text, is_one in (("ends the sign-ins (T6).", True), ("views (FEATURES D1).", True), ("on A4", False)):
        assert bool(NUMBERS.search(text)) is is_one, text
