"""What conditions compare with: chosen and shown by the words of the choices, kept by their codes."""

from collections.abc import Callable
from typing import Any

from app.content.texts import to_reader
from app.request_types.definition import Definition, Field
from config import LANGUAGES
from models.base import TextMap

CONDITIONS = ("skip_when", "shown_when", "required_when")
YES_NO: dict[str, TextMap] = {"yes": {"en": "Yes", "nl": "Ja"}, "no": {"en": "No", "nl": "Nee"}}
Words = dict[str, dict[str, TextMap]]  # field code -> choice code -> its words


def choices_of(definition: Definition) -> Words:
    """Of the fields whose answer is one of a few."""
    found = {field.code: _choices(field) for field in definition.fields}
    return {code: choices for code, choices in found.items() if choices}


def in_menus(words: Words) -> dict[str, list[str]]:
    """What the menus of values offer, by field."""
    return {code: [_shown(one, said) for one, said in choices.items()] for code, choices in words.items()}


def as_codes(part: dict[str, Any], words: Words) -> dict[str, Any]:
    """The part as it is kept: "Red" or "Rood" is red."""
    return _with_values(part, words, _code)


def as_words(part: dict[str, Any], words: Words) -> dict[str, Any]:
    """The part as its form shows it."""
    return _with_values(part, words, lambda value, choices: _shown(value, choices.get(value, {})))


def _choices(field: Field) -> dict[str, TextMap]:
    return YES_NO if field.kind == "yes_no" else {one.code: one.label for one in field.choices}


def _shown(code: str, said: TextMap) -> str:
    """Words with a comma would look like two in a list: then the code."""
    words = to_reader(said) if said else ""
    return words if words and "," not in words else code


def _code(value: str, choices: dict[str, TextMap]) -> str:
    if value in choices:
        return value
    meant = value.casefold()
    fitting = (
        code
        for code, said in choices.items()
        if meant in {said.get(language, "").casefold() for language in LANGUAGES}
    )
    return next(fitting, value)


def _with_values(
    part: dict[str, Any], words: Words, change: Callable[[str, dict[str, TextMap]], str]
) -> dict[str, Any]:
    conditions = {name: part[name] for name in CONDITIONS if name in part}
    changed = {
        name: {**one, "rows": [_row(row, words.get(row["field"], {}), change) for row in one.get("rows", [])]}
        for name, one in conditions.items()
    }
    return {**part, **changed}


def _row(
    row: dict[str, Any], choices: dict[str, TextMap], change: Callable[[str, dict[str, TextMap]], str]
) -> dict[str, Any]:
    value = row.get("value", "")
    several = [change(one, choices) for one in value] if isinstance(value, list) else change(value, choices)
    return {**row, "value": several}
