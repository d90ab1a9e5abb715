"""Small files and small functions: a file that grows becomes a folder."""

from pathlib import Path

from tests.house.files import functions, lines_of, name, python_files

LONGEST_FILE = 250
LONGEST_FUNCTION = 30
LONGEST_TEST = 20


def test_no_file_is_longer_than_a_screen_or_five() -> None:
    too_long = {name(file): lines for file in python_files() if (lines := _lines(file)) > LONGEST_FILE}
    assert too_long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert _longer_than(LONGEST_FUNCTION, tests=False) == []


def test_no_test_is_longer_than_twenty_lines() -> None:
    assert _longer_than(LONGEST_TEST, tests=True) == []


def _lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def _longer_than(most: int, *, tests: bool) -> list[str]:
    return [
        f"{name(file)}:{function.lineno} {function.name} has {lines_of(function)} lines"
        for file in python_files()
        for function in functions(file)
        if function.name.startswith("test_") is tests and lines_of(function) > most
    ]
