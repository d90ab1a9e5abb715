"""Making a definition of JSON or YAML. All that is wrong is said at once, each with its place.

Reading asks for the shape alone; whether it makes sense is asked by `examine.py`, so that a draft can be
kept half done. Booleans and numbers may come as text, as they do from a file or a form.
"""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from flask_babel import gettext as _

from app.content.printable import printable
from app.content.texts import pick
from app.request_types.definition import Definition
from app.request_types.problem import Flawed, Place, Problem
from config import LANGUAGES
from models.base import TextMap

LARGEST = 10**9
FLAGS = {"true": True, "yes": True, "false": False, "no": False, "": False}
# What makes one thing of a list known to people, and what they call it.
CODES, NAMES = ("code", "field"), ("label", "name")


def definition(data: object) -> Definition:
    """The definition that `data` holds. Raises Flawed with every problem of shape."""
    return _definition(data, _Reader())


def stored(data: object) -> Definition:
    """What was kept in the database. What only a newer release knows is left out: both may run."""
    return _definition(data, _Reader(is_strict=False))


def _definition(data: object, reader: "_Reader") -> Definition:
    found = reader.shape(Definition, data, Place())
    if reader.problems:
        raise Flawed(reader.problems)
    read: Definition = found
    return read


class _Reader:
    """Reads by the types of the dataclasses, so that a new field of a definition needs no line here."""

    def __init__(self, *, is_strict: bool = True) -> None:
        self.problems: list[Problem] = []
        self.is_strict = is_strict

    def wrong(self, place: Place, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))

    def shape(self, kind: Any, data: object, place: Place) -> Any:
        if not isinstance(data, dict):
            self.wrong(place, _("Something with names and values is expected here."))
            return None
        known = {one.name: one for one in fields(kind)}
        for key in data.keys() - known.keys() if self.is_strict else ():
            self.wrong(place, _("“%(name)s” is not known here.", name=str(key)[:40]))
        values = {key: self.value(types_of(kind)[key], data[key], key, place) for key in known if key in data}
        for key, one in known.items():
            if key not in data and one.default is MISSING and one.default_factory is MISSING:
                self.wrong(place, _("“%(name)s” is missing.", name=key))
        return None if self.problems else kind(**values)

    def value(self, kind: Any, data: object, key: str, place: Place) -> Any:
        """`data` as a `kind`; None, and a problem, when it is none."""
        if is_dataclass(kind):
            return self.shape(kind, data, place)
        if get_origin(kind) is tuple:
            return self.several(get_args(kind)[0], data, key, place)
        found = PARSERS[kind](data)
        if found is _WRONG:
            self.wrong(place, _wanted(kind, key))
        return found

    def several(self, kind: Any, data: object, key: str, place: Place) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            self.wrong(place, _("“%(name)s” must be a list.", name=key))
            return ()
        places = (_within(place, number, one) for number, one in enumerate(data, start=1))
        return tuple(self.value(kind, one, key, at) for one, at in zip(data, places, strict=True))


@cache
def types_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _within(place: Place, number: int, data: object) -> Place:
    if not isinstance(data, dict):
        return place
    code = next(_texts_at(data, CODES), str(number))
    words = next((pick(_texts(data[key]), "en")[0] for key in NAMES if isinstance(data.get(key), dict)), "")
    return place.within(code, words)


def _texts_at(data: dict[Any, Any], keys: tuple[str, ...]) -> Iterator[str]:
    return (data[key] for key in keys if isinstance(data.get(key), str) and data[key])


_WRONG: Any = object()


def _text(data: object) -> Any:
    if isinstance(data, int | float) and not isinstance(data, bool):
        data = str(data)
    return printable(data) if isinstance(data, str) else _WRONG


def _flag(data: object) -> Any:
    return data if isinstance(data, bool) else FLAGS.get(str(data).strip().lower(), _WRONG)


def _number(data: object) -> Any:
    if data is None or data == "":
        return None
    if isinstance(data, str) and len(data) < 20 and data.strip().isascii() and data.strip().isdigit():
        data = int(data)
    is_number = isinstance(data, int) and not isinstance(data, bool) and 0 <= data < LARGEST
    return data if is_number else _WRONG


def _maybe_text(data: object) -> Any:
    return None if data is None or data == "" else _text(data)


def _texts(data: object) -> Any:
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        return _WRONG
    if not data.keys() <= set(LANGUAGES):
        return _WRONG
    return {code: printable(data[code]) for code in LANGUAGES if data.get(code)}


def _one_or_several(data: object) -> Any:
    if not isinstance(data, list | tuple):
        return _text(data)
    found = tuple(_text(one) for one in data)
    return _WRONG if _WRONG in found else found


PARSERS: dict[Any, Callable[[object], Any]] = {
    str: _text,
    bool: _flag,
    int | None: _number,
    str | None: _maybe_text,
    TextMap: _texts,
    str | tuple[str, ...]: _one_or_several,
}


def _wanted(kind: Any, key: str) -> str:
    sentence: str = _("“%(name)s” must be text.", name=key)
    if kind is bool:
        sentence = _("“%(name)s” must be true or false.", name=key)
    elif kind == int | None:
        sentence = _("“%(name)s” must be a whole number, 0 or more.", name=key)
    elif kind == TextMap:
        sentence = _("“%(name)s” must be a text in English (en) and in Dutch (nl).", name=key)
    return sentence
