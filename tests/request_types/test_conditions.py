"""When a condition holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.request_types.conditions import holds
from app.request_types.definition import OPERATORS, Condition, Row, Value

CASES = [
    ("high", "is", "high", True),
    ("High ", "is", "high", True),
    ("low", "is", "high", False),
    (1200, "is", "1200.0", True),
    ("", "is", "high", False),
    ("", "is_not", "high", True),
    (["red", "blue"], "is", "blue", True),
    (["red", "blue"], "is_not", "blue", False),
    ("red", "is_one_of", ("red", "blue"), True),
    ("Printer on fire", "contains", "printer", True),
    ("Printer on fire", "contains", "", False),
    (10, "is_more_than", "9", True),
    ("2026-11-22", "is_more_than", "2026-02-01", True),
    ("2026-11-22", "is_less_than", "2026-02-01", False),
    ("ten", "is_more_than", "9", False),
    ("NaN", "is_less_than", "9", False),
    ("x", "is_filled", "", True),
    ([], "is_filled", "", False),
    ("", "is_empty", "", True),
    (0, "is_empty", "", False),
]


@pytest.mark.parametrize(("answer", "operator", "value", "expected"), CASES)
def test_a_row_asks_one_thing_of_one_answer(answer: Value, operator: str, value: str, expected: bool) -> None:
    assert holds(Condition(rows=(Row("a", operator, value),)), {"a": answer}) is expected


def test_all_rows_or_any_of_them() -> None:
    rows = (Row("a", "is", "1"), Row("b", "is_filled"))
    assert not holds(Condition("all", rows), {"a": "1"})
    assert holds(Condition("any", rows), {"a": "1"})
    assert holds(Condition(), {})


@given(st.sampled_from(OPERATORS), st.text(max_size=50), st.text(max_size=50) | st.floats() | st.integers())
def test_t42_no_value_and_no_answer_breaks_a_condition(operator: str, value: str, answer: Value) -> None:
    assert holds(Condition(rows=(Row("a", operator, value),)), {"a": answer}) in (True, False)
