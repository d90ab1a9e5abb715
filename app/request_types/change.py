"""Changing a definition: parts are added, replaced, moved, copied and removed; the old one stays as it was.

A path names a part by codes: `()` is the definition, then a step, a section in it, a field in that. Whether
the result makes sense is asked by `examine.py`; codes are never used twice.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from app.refused import OutOfReach
from app.request_types.definition import Definition, Field, Section, Step

Path = tuple[str, ...]
HOLDS: Final = ("steps", "sections", "fields")  # what a definition, a step, a section is made of
LONGEST_CODE: Final = 40


def part(definition: Definition, path: Path) -> Any:
    """The definition, step, section or field at `path`. Raises OutOfReach."""
    found: Any = definition
    if len(path) > len(HOLDS):
        raise OutOfReach()
    for depth, code in enumerate(path):
        found = next((one for one in getattr(found, HOLDS[depth]) if one.code == code), None)
        if found is None:
            raise OutOfReach()
    return found


def replaced(definition: Definition, path: Path, new: Any) -> Definition:
    """With `new` in the place of the part at `path`. Raises OutOfReach."""
    part(definition, path)
    return _put(definition, path, new)


def added(definition: Definition, parent: Path, new: Any) -> Definition:
    """With `new` as the last of the part at `parent`. Raises OutOfReach."""
    holder, name = part(definition, parent), _holds(parent)
    return _put(definition, parent, replace(holder, **{name: (*getattr(holder, name), new)}))


def removed(definition: Definition, path: Path) -> Definition:
    """Without the part at `path`, and all that is in it. Raises OutOfReach."""
    part(definition, path)
    return _changed(definition, path, lambda _old: ())


def moved(definition: Definition, path: Path, by: int) -> Definition:
    """One place up (-1) or down (+1) among its like; at the end it stays where it is. Raises OutOfReach."""
    one, parent = part(definition, path), path[:-1]
    holder, name = part(definition, parent), _holds(parent)
    line = list(getattr(holder, name))
    place = line.index(one)
    line.insert(max(0, place + by), line.pop(place))
    return _put(definition, parent, replace(holder, **{name: tuple(line)}))


def put_into(definition: Definition, path: Path, parent: Path) -> Definition:
    """To the end of another section (a field) or step (a section). Raises OutOfReach."""
    one = part(definition, path)
    if not path or len(parent) != len(path) - 1:
        raise OutOfReach()
    part(definition, parent)
    return added(removed(definition, path), parent, one)


def duplicated(definition: Definition, path: Path) -> tuple[Definition, Path]:
    """With a copy behind the part at `path`, and the path of the copy; all codes in it are new."""
    taken = set(codes(definition))
    copy = _with_new_codes(part(definition, path), taken)
    return _changed(definition, path, lambda old: (old, copy)), (*path[:-1], copy.code)


def codes(definition: Definition) -> Iterator[str]:
    """Every code in use, of steps, sections and fields."""
    for step in definition.steps:
        yield step.code
        for section in step.sections:
            yield section.code
            yield from (field.code for field in section.fields)


def free_code(definition: Definition, words: str) -> str:
    """A code made of what people call the part, that nothing has yet: "Serial number" gives serial_number."""
    plain = re.sub("[^a-z0-9]+", "_", words.lower()).strip("_")[: LONGEST_CODE - 4] or "part"
    return _free(plain, set(codes(definition)))


def _free(plain: str, taken: set[str]) -> str:
    tries = (plain, *(f"{plain[: LONGEST_CODE - 4]}_{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in tries if code not in taken)


def _with_new_codes(one: Any, taken: set[str]) -> Any:
    code = _free(one.code, taken)
    taken.add(code)
    if isinstance(one, Step):
        return replace(one, code=code, sections=tuple(_with_new_codes(s, taken) for s in one.sections))
    if isinstance(one, Section):
        return replace(one, code=code, fields=tuple(_with_new_codes(f, taken) for f in one.fields))
    assert isinstance(one, Field)
    return replace(one, code=code)


def _holds(path: Path) -> str:
    if len(path) >= len(HOLDS):
        raise OutOfReach()
    return HOLDS[len(path)]


def _put(definition: Definition, path: Path, new: Any) -> Definition:
    return _changed(definition, path, lambda _old: (new,))


def _changed(definition: Definition, path: Path, change: Callable[[Any], tuple[Any, ...]]) -> Definition:
    changed: Definition = _within(definition, path, change)
    return changed


def _within(holder: Any, path: Path, change: Callable[[Any], tuple[Any, ...]], depth: int = 0) -> Any:
    """`holder` with what `change` makes of the part at `path`: one, several or none."""
    if not path:
        (changed,) = change(holder)
        return changed
    code, rest = path[0], path[1:]
    line: list[Any] = []
    for one in getattr(holder, HOLDS[depth]):
        if one.code != code:
            line.append(one)
        elif rest:
            line.append(_within(one, rest, change, depth + 1))
        else:
            line.extend(change(one))
    return replace(holder, **{HOLDS[depth]: tuple(line)})
