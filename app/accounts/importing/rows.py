"""From cells to values: what holds for every import, whatever it brings in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from app.accounts.importing.fields import Field
from app.accounts.importing.known import Known
from app.accounts.importing.match import Match
from app.accounts.importing.plan import Planned, Problem
from app.refused import Refused
from app.sheets.read import Sheet, meant


def cells_of(sheet: Sheet, column: int | None) -> Iterator[str]:
    """What stands in one column, without the rows that end before it."""
    if column is not None:
        yield from (meant(row.cells[column]) for row in sheet.rows if column < len(row.cells))


def read_rows(sheet: Sheet, match: Match, fields: Sequence[Field], known: Known) -> Iterator[Planned]:
    """Each row with its values; what cannot be read stands among its problems."""
    matched = [(field, match[field.name]) for field in fields if field.name in match]
    for row in sheet.rows:
        planned = Planned(row.line, row.cells)
        if len(row.cells) != len(sheet.header):
            planned.problems.append(Problem("", _wrong_width(len(row.cells), len(sheet.header))))
        else:
            for field, column in matched:
                _read(planned, field, meant(row.cells[column]), known)
        yield planned


def _read(planned: Planned, field: Field, text: str, known: Known) -> None:
    try:
        planned.values[field.name] = field.value(text, known, planned.values)
    except Refused as why:
        planned.problems.append(Problem(field.label, why.reason))


def _wrong_width(found: int, expected: int) -> Any:
    return _l("This row has %(found)s values, the headings are %(expected)s.", found=found, expected=expected)


def require(planned: Planned, labels: Mapping[str, Any], sentences: Mapping[str, Any]) -> None:
    """Add a problem for each of these fields that is empty, unless it has one already."""
    for name, sentence in sentences.items():
        if not planned.values.get(name) and all(one.label is not labels[name] for one in planned.problems):
            planned.problems.append(Problem(labels[name], sentence))


def refuse_twice(rows: Iterable[Planned], label: Any) -> None:
    """One row for each key: which of two would count, nobody can say."""
    first: dict[str, int] = {}
    for row in rows:
        if row.key and first.setdefault(row.key, row.line) != row.line:
            sentence = _l("The same stands on line %(line)s already.", line=first[row.key])
            row.problems.append(Problem(label, sentence))


def changed(values: Mapping[str, Any], now: Any) -> tuple[str, ...]:
    """The names of the values that differ from those of a row. To people, nothing and empty are the same."""
    return tuple(name for name, value in values.items() if (getattr(now, name) or None) != (value or None))
