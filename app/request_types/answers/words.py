"""A kept answer for people: as they would type it in a form, and as a page shows it."""

from flask_babel import gettext as _

from app.content.texts import to_reader
from app.request_types.answers import moment, number
from app.request_types.definition import Field, Value
from app.request_types.known import LOOKED_UP, Known


def written(field: Field, value: Value) -> str | list[str]:
    """What stands in the form; cleaned again it gives the same value. Numbers have the reader's own signs."""
    if isinstance(value, list):
        return list(value)
    if field.kind == "number":
        return number.written(value)
    return moment.written_moment(value) if field.kind == "date_time" else str(value)


def words(field: Field, value: Value, known: Known) -> str:
    """What a page shows, in the reader's language, as plain text. Retired choices keep their words."""
    if isinstance(value, list):
        return ", ".join(_one(field, one, known) for one in value)
    return _one(field, value, known)


def _one(field: Field, value: str | int | float, known: Known) -> str:
    text = str(value)
    if field.kind == "number":
        return number.shown(value)
    if field.kind == "date":
        return moment.shown_day(text)
    if field.kind == "date_time":
        return moment.shown_moment(text)
    if field.kind == "yes_no":
        return {"yes": str(_("Yes")), "no": str(_("No"))}.get(text, text)
    if field.kind == "files":
        file = known.file(field, text)
        return file.name if file else text
    return _chosen(field, text, known)


def _chosen(field: Field, text: str, known: Known) -> str:
    for one in field.choices:
        if one.code == text:
            return to_reader(one.label) or text
    is_of_set_up = field.kind in ("choice", "choices") and not field.choices
    return known.label(field, text) if field.kind in LOOKED_UP or is_of_set_up else text
