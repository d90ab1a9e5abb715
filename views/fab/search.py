"""The filter form above FAB's lists: blank to begin with, "contains" unless another question is chosen."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from flask import request
from flask_appbuilder.fields import QuerySelectMultipleField
from flask_appbuilder.widgets import SearchWidget
from flask_babel import to_utc
from markupsafe import Markup
from wtforms import BooleanField, Field, TextAreaField, widgets

FIRST_CHOICE = ("ct", "eq", "rel_o_m", "rel_m_m")
"""FAB's names of the questions asked by default, best first."""
NOT_OFFERED = {"in", "not_in", "nrel_o_m"}
"""Questions that need a list of values, and the one that nobody understands."""


class Question(NamedTuple):
    """One line of the form: `column` `one of choices` `control`."""

    column: str
    label: str
    choices: list[tuple[str, str, bool]]
    control: Markup
    ident: str
    is_boolean: bool
    answer: str
    is_group: bool


class PortalSearchWidget(SearchWidget):
    """Draws the form from the address, not from the columns' defaults, which silently narrow every search."""

    def __call__(self, **kwargs: Any) -> str:
        asked = {name: values for name, values in request.args.lists() if name.startswith("_flt_")}
        kwargs["questions"] = [self._question(column, asked) for column in self._columns()]
        kwargs["is_searching"] = bool(asked)
        everything = request.args.items(multi=True)
        kwargs["kept"] = [pair for pair in everything if pair[0].startswith(("_oc_", "_od_", "psize_"))]
        return super(SearchWidget, self).__call__(**kwargs)

    def _columns(self) -> list[str]:
        offered = self.filters.get_search_filters()
        return [name for name in self.template_args["include_cols"] if offered.get(name)]

    def _question(self, column: str, asked: dict[str, list[str]]) -> Question:
        field = self.template_args["form"][column]
        offered = self.filters.get_search_filters()[column]
        active = next((place for place in range(len(offered)) if f"_flt_{place}_{column}" in asked), None)
        chosen = active if active is not None else _first_choice(offered)
        values = asked.get(f"_flt_{chosen}_{column}", [])
        choices = [
            (f"_flt_{place}_{column}", str(one.name), place == chosen)
            for place, one in enumerate(offered)
            if one.arg_name not in NOT_OFFERED and place < 10
        ]
        name = f"_flt_{chosen}_{column}"
        return Question(
            column,
            str(field.label.text),
            choices,
            _blank(field, name, values),
            field.id,
            isinstance(field, BooleanField),
            name if values else "",
            hasattr(field.widget, "is_group"),
        )


def _first_choice(offered: list[Any]) -> int:
    names = [one.arg_name for one in offered]
    return next((names.index(name) for name in FIRST_CHOICE if name in names), 0)


def _blank(field: Field, name: str, values: list[str]) -> Markup:
    """The control under its filter name, holding what the address says and nothing else."""
    field.name, field.id = name, f"filter-{field.short_name}"
    field.data = [] if isinstance(field, QuerySelectMultipleField) else None
    field.flags.required = False
    if hasattr(field, "allow_blank"):
        field.allow_blank = True
    if hasattr(field, "with_blank"):
        field.with_blank()
    if isinstance(field, TextAreaField) or field.widget.__class__ is widgets.NumberInput:
        field.widget = widgets.TextInput()
    if values:
        _fill(field, values)
    return field(**({} if hasattr(field.widget, "is_group") else {"class": "input"}))


def _fill(field: Field, values: list[str]) -> None:
    field.raw_data = values
    if hasattr(field, "iter_choices"):
        with suppress(ValueError, LookupError):  # the address may hold anything
            field.process_formdata(values)
    else:
        field.data = values[0]


def typed_value(datamodel: Any, column: str, value: Any) -> Any:
    """What a filter compares with. A value that does not fit gives None: nothing is compared or broken."""
    try:
        if datamodel.is_enum(column):
            return value if value in datamodel.list_columns[column].type.enums else None
        if datamodel.is_boolean(column):
            return value in {"y", "true", "1", True}
        if datamodel.is_integer(column):
            return int(value)
        if datamodel.is_float(column) or datamodel.is_numeric(column):
            return float(value)
        if datamodel.is_datetime(column):
            return _moment(value)
        if datamodel.is_date(column):
            return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return str(value) if datamodel.is_json(column) else value


def _moment(value: Any) -> datetime:
    known = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return to_utc(known).replace(tzinfo=UTC) if known.tzinfo is None else known.astimezone(UTC)
