"""How one definition differs from another: parts that came, went, moved or changed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from app.content.texts import pick
from app.request_types.change import HOLDS
from app.request_types.definition import Definition
from app.request_types.problem import Place

CAME, WENT, MOVED, CHANGED = "came", "went", "moved", "changed"
SKIPPED: Final = frozenset({"code", *HOLDS})


@dataclass(frozen=True)
class Difference:
    """One line. `name` is the property that changed, as definition.py calls it."""

    place: Place
    what: str
    name: str = ""
    before: Any = None
    after: Any = None


def differences(before: Definition, after: Definition) -> list[Difference]:
    """In the order of `after`; what went stands behind what its like became."""
    return list(_of(before, after, Place()))


def _of(before: Any, after: Any, place: Place, depth: int = 0) -> Iterator[Difference]:
    yield from _changed(before, after, place)
    if depth < len(HOLDS):
        old, new = getattr(before, HOLDS[depth]), getattr(after, HOLDS[depth])
        yield from _lines(old, new, place, depth)


def _lines(old: Any, new: Any, place: Place, depth: int) -> Iterator[Difference]:
    known, left = {one.code: one for one in old}, {one.code for one in new}
    order = [one.code for one in old if one.code in left]
    shifted = _shifted(order, [one.code for one in new if one.code in known])
    for one in new:
        here = place.within(one.code, called(one))
        if one.code not in known:
            yield Difference(here, CAME)
            continue
        if one.code in shifted:
            yield Difference(here, MOVED)
        yield from _of(known[one.code], one, here, depth + 1)
    for one in old:
        if one.code not in left:
            yield Difference(place.within(one.code, called(one)), WENT)


def _shifted(before: list[str], after: list[str]) -> set[str]:
    """The fewest that one would have to take out for the rest to stand in the same order."""
    longest: list[list[str]] = []
    for code in after:
        fits = [line for line in longest if before.index(line[-1]) < before.index(code)]
        longest.append([*_longest(fits), code])
    return set(after) - set(_longest(longest))


def _longest(lines: list[list[str]]) -> list[str]:
    return max(lines, key=lambda line: len(line), default=[])


def _changed(before: Any, after: Any, place: Place) -> Iterator[Difference]:
    for one in fields(after):
        if one.name in SKIPPED:
            continue
        was, now = getattr(before, one.name), getattr(after, one.name)
        if was == now:
            continue
        if is_dataclass(now) and not hasattr(now, "rows"):
            yield from _changed(was, now, place)
        else:
            yield Difference(place, CHANGED, one.name, was, now)


def called(part: Any) -> str:
    """What people call a step, section or field."""
    texts = getattr(part, "label", None) or getattr(part, "name", {})
    return pick(texts, "en")[0] or str(part.code)
