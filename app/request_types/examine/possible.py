"""Whether some answers make a condition hold: tried out with the very rules that fill in a request."""

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise, product

from app.request_types.answers.number import exactly
from app.request_types.conditions import holds
from app.request_types.definition import Condition, Field, Row, Value

# One way to make it come true: rows, each with whether it must hold. Several ways stand beside each other.
Way = tuple[tuple[Row, bool], ...]
MOST_WAYS = 500
OTHER = "some other answer"


def can_hold(condition: Condition, fields: Mapping[str, Field], empty: Container[str] = ()) -> bool:
    """Whether any answers make it hold. `empty` are fields that can have no answer."""
    return any_way([ways(condition)], fields, empty)


def ways(condition: Condition, *, holds: bool = True) -> list[Way]:
    """How it can come out like this. What asks nothing always holds."""
    rows = [(row, holds) for row in condition.rows]
    if not rows:
        return [()] if holds else []
    each_alone = (condition.match == "any") == holds
    return [(row,) for row in rows] if each_alone else [tuple(rows)]


def any_way(needed: Iterable[list[Way]], fields: Mapping[str, Field], empty: Container[str]) -> bool:
    """Whether all conditions can come out as needed at once. When there is too much to try: yes."""
    for number, chosen in enumerate(product(*needed)):
        if number >= MOST_WAYS or _works([one for way in chosen for one in way], fields, empty):
            return True
    return False


def _works(rows: list[tuple[Row, bool]], fields: Mapping[str, Field], empty: Container[str]) -> bool:
    by_field: dict[str, list[tuple[Row, bool]]] = {}
    for row, wanted in rows:
        by_field.setdefault(row.field, []).append((row, wanted))
    return all(
        any(_fits(answer, asked) for answer in ([""] if code in empty else _answers(asked, fields.get(code))))
        for code, asked in by_field.items()
    )


def _fits(answer: Value, asked: list[tuple[Row, bool]]) -> bool:
    return all(holds(Condition(rows=(row,)), {row.field: answer}) == wanted for row, wanted in asked)


def _answers(asked: list[tuple[Row, bool]], field: Field | None) -> Iterator[Value]:
    """Enough answers to tell: none, those that the rows name, what lies around them, and another one."""
    named = [value for row, _wanted in asked for value in _values(row)]
    yield ""
    if field and (field.choices or field.kind == "yes_no"):
        yield from _chosen(field, named)
        return
    yield from named
    yield from (f"{value} " + " ".join(named) for value in ("", OTHER))
    yield OTHER
    yield from _around(named)


def _chosen(field: Field, named: list[str]) -> Iterator[Value]:
    """What may be chosen: of many only those that the rows name, and two others."""
    offered = [choice.code for choice in field.choices if not choice.is_retired] or ["yes", "no"]
    telling = [code for code in offered if code in named][:8] + [
        code for code in offered if code not in named
    ][:2]
    yield from telling
    if field.kind == "choices":
        several = range(2, len(telling) + 1)
        yield from (list(some) for size in several for some in combinations(telling, size))


def _around(named: list[str]) -> Iterator[Value]:
    """Numbers and dates before, between and after those that are named."""
    numbers = sorted(found for value in named if (found := exactly(value)) is not None)
    if numbers:
        yield from (str(one) for one in (numbers[0] - 1, numbers[-1] + 1))
        yield from (str((low + high) / Decimal(2)) for low, high in pairwise(numbers))
    yield from ("1900-01-01", "2199-12-31T23:59")
    yield from (f"{value[:10]}T12:00" for value in named if len(value) >= 10)


def _values(row: Row) -> tuple[str, ...]:
    return (row.value,) if isinstance(row.value, str) else row.value
