"""A part of a definition as plain data: for its form, and back."""

from typing import Any

from app.content.texts import pick
from app.request_types.change import HOLDS, Path, part, replaced
from app.request_types.definition import Definition
from app.request_types.read import definition as read_definition
from app.request_types.write import data

Data = dict[str, Any]


def changed_by_form(definition: Definition, path: Path, typed: Data) -> Definition:
    """With the part as it was typed. It is read as a whole, by the one reader there is. Raises Flawed."""
    whole_data = data(definition)
    at = whole_data
    for depth, code in enumerate(path):
        at = next(one for one in at[HOLDS[depth]] if one["code"] == code)
    kept = {name: value for name, value in at.items() if name in ("code", *HOLDS)}
    at.clear()
    at.update({**typed, **kept})
    return replaced(definition, path, part(read_definition(_with_codes(whole_data)), path))


def _with_codes(plain: Data) -> Data:
    """Choices that were given no code get one of their words."""
    for step in plain.get("steps", []):
        for section in step.get("sections", []):
            for field in section.get("fields", []):
                _name_choices(field.get("choices", []))
    return plain


def _name_choices(choices: list[Data]) -> None:
    taken = {one["code"] for one in choices}
    for one in choices:
        if not one["code"]:
            plain = "".join(c if c.isalnum() else "_" for c in pick(one["label"], "en")[0].lower())[:36]
            tries = (plain, *(f"{plain}_{number}" for number in range(2, len(choices) + 3)))
            one["code"] = next(code for code in tries if code not in taken)
            taken.add(one["code"])


def full(one: Any) -> Data:
    """The part as plain data, with what is as usual."""
    plain: Data = {name: _plain(getattr(one, name)) for name in one.__dataclass_fields__}
    return plain


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return full(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
