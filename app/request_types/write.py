"""A definition as plain data, for JSON and YAML. What is as usual is left out."""

from dataclasses import MISSING, fields, is_dataclass
from dataclasses import Field as Property
from typing import Any

from app.request_types.definition import Definition, Field, Section, Step


def data(definition: Definition) -> dict[str, Any]:
    """Plain dicts, lists, texts and numbers. `read.definition` makes the same definition of it."""
    written: dict[str, Any] = _plain(definition)
    return written


def part_data(part: Step | Section | Field) -> dict[str, Any]:
    """The same of one part."""
    written: dict[str, Any] = _plain(part)
    return written


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in fields(value)
            if getattr(value, one.name) != _usual(one)
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return dict(value) if isinstance(value, dict) else value


def _usual(one: "Property[Any]") -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()
