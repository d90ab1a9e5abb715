"""Whether a condition holds for the answers so far. A question without an answer is empty."""

from collections.abc import Callable

from app.request_types.answers.number import exactly
from app.request_types.definition import Answers, Condition, Row, Value


def holds(condition: Condition, answers: Answers) -> bool:
    """A condition without rows asks nothing and holds."""
    if not condition.rows:
        return True
    found = (_row_holds(row, answers.get(row.field, "")) for row in condition.rows)
    return any(found) if condition.match == "any" else all(found)


def _row_holds(row: Row, answer: Value) -> bool:
    """Of several answers one is enough; for `is_not` none may be it."""
    answers = [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]
    values = [row.value] if isinstance(row.value, str) else list(row.value)
    return OPERATORS[row.operator](answers or [""], values) if row.operator in OPERATORS else False


def _is(answers: list[str], values: list[str]) -> bool:
    return any(_same(answer, value) for answer in answers for value in values)


def _contains(answers: list[str], values: list[str]) -> bool:
    return any(value.casefold() in answer.casefold() for answer in answers for value in values if value)


def _is_filled(answers: list[str]) -> bool:
    return any(answers)


def _is_more(answers: list[str], values: list[str]) -> bool:
    return any(_compare(answer, value) > 0 for answer in answers for value in values)


def _is_less(answers: list[str], values: list[str]) -> bool:
    return any(_compare(answer, value) < 0 for answer in answers for value in values)


OPERATORS: dict[str, Callable[[list[str], list[str]], bool]] = {
    "is": _is,
    "is_not": lambda answers, values: not _is(answers, values),
    "is_one_of": _is,
    "contains": _contains,
    "is_more_than": _is_more,
    "is_less_than": _is_less,
    "is_filled": lambda answers, _values: _is_filled(answers),
    "is_empty": lambda answers, _values: not _is_filled(answers),
}


def _same(answer: str, value: str) -> bool:
    return answer.strip().casefold() == value.strip().casefold() or _both_equal(answer, value)


def _both_equal(answer: str, value: str) -> bool:
    one, other = exactly(answer), exactly(value)
    return one is not None and one == other


def _compare(answer: str, value: str) -> int:
    """-1, 0 or 1 for two numbers or two ISO dates; 0 for what cannot be compared."""
    one, other = exactly(answer), exactly(value)
    if one is not None and other is not None:
        return (one > other) - (one < other)
    if _is_date(answer) and _is_date(value):
        return (answer > value) - (answer < value)
    return 0


def _is_date(text: str) -> bool:
    return len(text) >= 10 and text[:4].isdigit() and text[4] == text[7] == "-"
