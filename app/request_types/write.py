"""A definition as plain data, for JSON and YAML. What is as usual is left out."""

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from app.request_types.definition import Definition


def data(definition: Definition) -> dict[str, Any]:
    """Plain dicts, lists, texts and numbers. `read.definition` makes the same definition of it."""
    written: dict[str, Any] = _plain(definition)
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


def _usual(one: "Field[Any]") -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()
