"""What FAB makes its form fields of: native controls in our own look, instead of Bootstrap and select2.

`use_native_fields()` must run once, before the first view is built.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask_appbuilder import forms
from flask_appbuilder.baseviews import BaseModelView
from flask_appbuilder.fields import EnumField, QuerySelectField
from flask_appbuilder.models.sqla import filters
from flask_appbuilder.upload import FileUploadField, ImageUploadField
from flask_babel import get_timezone, to_utc
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
    Field,
    FloatField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import InputRequired

from models.base import Texts
from views.fab.numbers import WholeNumberField
from views.fab.search import PortalSearchWidget, typed_value
from views.fab.widgets import CheckList, ChoiceOrTyped, FilePicker, NativeSelect, TwoTongues

__all__ = ["CheckList", "ChoiceOrTyped", "NativeSelect", "PickOneField", "TextsField", "use_native_fields"]

LANGUAGES = (("en", "English"), ("nl", "Nederlands"))


class TextsField(Field):
    """A text in English and Dutch; its data is {"en": "…", "nl": "…"}, with every language present."""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] | None = None,
        *,
        rows: int = 0,
        longest: int | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["widget"] = TwoTongues(rows)
        super().__init__(label, validators, **kwargs)
        self.languages, self.longest = LANGUAGES, longest

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """The two inputs are name-en and name-nl; when neither is there, the form came without this field."""
        super().process(None, data if isinstance(data, Mapping) else self.default_texts(), extra_filters)
        names = {code: f"{self.name}-{code}" for code, _name in self.languages}
        if formdata and any(name in formdata for name in names.values()):
            self.data = {code: formdata.get(name, "").strip() for code, name in names.items()}
            self.raw_data = [text for text in self.data.values() if text]

    def default_texts(self) -> dict[str, str]:
        given = self.default() if callable(self.default) else self.default
        return dict(given) if isinstance(given, Mapping) else {code: "" for code, _name in self.languages}


class YesNoField(BooleanField):
    """A box that may stay empty: FAB would require a tick for every column that is not nullable."""

    def __init__(self, label: Any = None, validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        others = [one for one in validators or () if not isinstance(one, InputRequired)]
        super().__init__(label, others, **kwargs)


class ZonedTimeField(DateTimeLocalField):
    """Shown and typed in the person's own zone; its data is aware and in UTC."""

    data: datetime | None

    def __init__(self, *arguments: Any, **kwargs: Any) -> None:
        super().__init__(*arguments, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        if not isinstance(self.data, datetime):
            return ""
        known = self.data if self.data.tzinfo else self.data.replace(tzinfo=UTC)
        return known.astimezone(get_timezone()).strftime("%Y-%m-%dT%H:%M")

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        typed: datetime | None = self.data
        if typed and typed.tzinfo is None:
            self.data = to_utc(typed).replace(tzinfo=UTC)


class PickOneField(QuerySelectField):
    """One of a related table; takes the key from a menu or the words from an input with suggestions."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and not valuelist[0].strip() and self.allow_blank:
            self.data = None
            return
        super().process_formdata(valuelist)
        typed = valuelist[0].strip() if valuelist else ""
        keys = [key for key, thing in self._get_object_list() if str(self.get_label(thing)) == typed]
        if len(keys) == 1:
            self._formdata = keys[0]


class EnumPickField(EnumField):
    """One of an enumeration; an empty choice means none, and an unknown value is an error, not a crash."""

    choices: list[tuple[str, Any]]

    def __init__(self, *arguments: Any, **kwargs: Any) -> None:
        super().__init__(*arguments, **kwargs)
        known: Any = vars(self)["coerce"]
        allowed = {str(key) for key, _label in self.choices}

        def coerce(value: Any) -> Any:
            if value in (None, ""):
                return None
            if isinstance(value, str) and value not in allowed:
                raise ValueError(value)
            return known(value)

        self.coerce = coerce

    def with_blank(self) -> None:
        if self.choices[0][0] != "":
            self.choices = [("", ""), *self.choices]

    def pre_validate(self, form: Any) -> None:
        if self.data is not None or self.choices[0][0] != "":
            super().pre_validate(form)


class OptionalEnumField(EnumPickField):
    """For a column that may stay empty."""

    def __init__(self, *arguments: Any, **kwargs: Any) -> None:
        super().__init__(*arguments, **kwargs)
        self.with_blank()


class NativeFieldConverter(forms.FieldConverter):
    """FAB's table of column types, with native controls; texts in two languages get two inputs."""

    conversion_table = (
        ("is_image", ImageUploadField, FilePicker),
        ("is_file", FileUploadField, FilePicker),
        ("is_text", TextAreaField, widgets.TextArea),
        ("is_binary", TextAreaField, widgets.TextArea),
        ("is_json", TextAreaField, widgets.TextArea),
        ("is_string", StringField, widgets.TextInput),
        ("is_integer", WholeNumberField, widgets.NumberInput),
        ("is_numeric", DecimalField, lambda: widgets.NumberInput(step="any")),
        ("is_float", FloatField, lambda: widgets.NumberInput(step="any")),
        ("is_boolean", YesNoField, None),
        ("is_date", DateField, widgets.DateInput),
        ("is_datetime", ZonedTimeField, widgets.DateTimeLocalInput),
    )

    def convert(self) -> Any:
        column = self.datamodel.list_columns[self.colname]
        told = {"description": self.description, "validators": self.validators}
        if isinstance(column.type, Texts):
            return TextsField(self.label, default=_plain(self.default), **told)
        if self.datamodel.is_enum(self.colname):
            told |= {"widget": NativeSelect(), "default": self.default}
            kind = OptionalEnumField if self.datamodel.is_nullable(self.colname) else EnumPickField
            return kind(column.type.enum_class, column.type.enums, self.label, **told)
        return super().convert()


def _plain(default: Any) -> Any:
    return default if isinstance(default, Mapping) else None


def use_native_fields() -> None:
    """Swap FAB's fields, widgets and filter values for ours, for every view built from now on."""
    forms.FieldConverter = NativeFieldConverter
    forms.QuerySelectField = PickOneField
    forms.Select2Widget = ChoiceOrTyped
    forms.Select2ManyWidget = CheckList
    filters.set_value_to_type = typed_value
    BaseModelView.search_widget = PortalSearchWidget
