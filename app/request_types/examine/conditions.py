"""Whether each row of a condition asks something that can be asked."""

from collections.abc import Iterator, Mapping
from typing import Final

from flask_babel import gettext as _

from app.request_types.answers import moment, number
from app.request_types.definition import OPERATORS, Condition, Definition, Field, Row
from app.request_types.examine import places
from app.request_types.examine.possible import can_hold
from app.request_types.problem import Place, Problem

NO_VALUE: Final = ("is_filled", "is_empty")
ORDERED: Final = ("is_more_than", "is_less_than")
FILLED_ONLY: Final = ("secret", "files")


def condition_problems(definition: Definition) -> Iterator[Problem]:
    fields = {field.code: field for field in definition.fields}
    for condition, place in places.conditions(definition):
        if condition.match not in ("all", "any"):
            yield Problem(place, _("A condition asks for all of its rows or for any of them."))
        found = [sentence for row in condition.rows for sentence in _row(row, fields)]
        yield from (Problem(place, sentence) for sentence in found)
        if not found:
            yield from _never(condition, place, fields)


def _never(condition: Condition, place: Place, fields: Mapping[str, Field]) -> Iterator[Problem]:
    if not can_hold(condition, fields):
        yield Problem(place, _("The rows of this condition contradict each other: it can never hold."))


def _row(row: Row, fields: Mapping[str, Field]) -> Iterator[str]:
    asked = fields.get(row.field)
    if asked is None:
        yield _("A condition asks about “%(code)s”, which is not there.", code=row.field[:40])
    elif asked.is_retired or asked.kind == "explanation":
        yield _("A condition asks about “%(code)s”, which nobody can answer.", code=row.field)
    elif row.operator not in OPERATORS:
        yield _("“%(operator)s” is nothing that a condition can ask.", operator=row.operator[:40])
    else:
        yield from _value(row, asked)


def _value(row: Row, asked: Field) -> Iterator[str]:
    values = [row.value] if isinstance(row.value, str) else list(row.value)
    if row.operator in NO_VALUE:
        return
    if asked.kind in FILLED_ONLY:
        yield _("Of “%(code)s” a condition can only ask whether it is filled in.", code=asked.code)
    elif not any(values):
        yield _("A row of a condition about “%(code)s” has no value.", code=asked.code)
    elif row.operator in ORDERED and not all(_is_ordered(asked, value) for value in values):
        yield _("“%(code)s” can only be compared with a number or a date.", code=asked.code)
    for value in values if row.operator != "contains" else ():
        if value and _codes(asked) and value not in _codes(asked):
            yield _("“%(value)s” is no choice of “%(code)s”.", value=value[:40], code=asked.code)


def _codes(asked: Field) -> set[str]:
    return {"yes", "no"} if asked.kind == "yes_no" else {choice.code for choice in asked.choices}


def _is_ordered(asked: Field, value: str) -> bool:
    if asked.kind == "number":
        return number.exactly(value) is not None
    is_date = asked.kind == "date" and moment.parsed_day(value) is not None
    return is_date or (asked.kind == "date_time" and value[:4].isdigit() and "-" in value)
