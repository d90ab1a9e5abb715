"""What belongs to a kind of field, and what does not."""

from collections.abc import Iterator
from typing import Final

from flask_babel import gettext as _

from app.request_types.answers.clean import clean
from app.request_types.answers.wrong import Wrong
from app.request_types.definition import COLUMNS, FILE_KINDS, KINDS, Definition, Field
from app.request_types.examine import places
from app.request_types.known import LOOKED_UP, NothingKnown
from app.request_types.problem import Place, Problem
from models.case import KINDS as CASE_KINDS

# Which kind of field may write which column of a case.
KIND_OF_COLUMN: Final = {
    "account": "account",
    "owner": "contact",
    "subject": "text",
    "description": "long_text",
    "priority": "choice",
    "kind": "choice",
    "external_number": "text",
}
# What may narrow what.
ABOVE: Final = {
    "contact": ("account",),
    "product_line": ("account", "choice"),
    "product": ("product_line", "choice"),
    "model": ("serial_number", "product", "product_line"),
    "version": ("product",),
    "serial_number": ("account", "product_line", "product", "model"),
}
OF_SET_UP: Final = ("priority", "kind")


def field_problems(definition: Definition) -> Iterator[Problem]:
    kinds = {field.code: field.kind for field in definition.fields}
    columns: set[str] = set()
    for field, place in places.fields(definition):
        if field.kind not in KINDS:
            yield Problem(place, _("“%(kind)s” is no kind of field.", kind=field.kind[:40]))
            continue
        sentences = (*_column(field, columns), *_choices(field), *_above(field, kinds), *_rest(field))
        yield from (Problem(place, sentence) for sentence in sentences)
        yield from _default(field, place)
        columns.add(field.column)


def _column(field: Field, taken: set[str]) -> Iterator[str]:
    if not field.column:
        return
    if field.column not in COLUMNS:
        yield _("A case has no “%(column)s” to write to.", column=field.column[:40])
    elif field.kind != KIND_OF_COLUMN[field.column]:
        yield _("This kind of field cannot be written to “%(column)s”.", column=field.column)
    if field.column in taken:
        yield _("Another field is written to “%(column)s” already.", column=field.column)


def _choices(field: Field) -> Iterator[str]:
    offered = [choice.code for choice in field.choices if not choice.is_retired]
    if field.kind not in ("choice", "choices"):
        if field.choices:
            yield _("Only a field to choose from has choices.")
    elif field.column == "priority" and field.choices:
        yield _("Its choices are the priorities of the portal: leave them out here.")
    elif field.column == "kind" and set(offered) - set(CASE_KINDS):
        yield _("The type of a case is how_to or issue: use these codes.")
    elif not offered and field.column not in OF_SET_UP:
        yield _("There is nothing to choose from: add choices.")


def _above(field: Field, kinds: dict[str, str]) -> Iterator[str]:
    if not field.depends_on:
        return
    if field.depends_on not in kinds:
        yield _("It depends on “%(code)s”, which is not there.", code=field.depends_on)
    elif kinds[field.depends_on] not in ABOVE.get(field.kind, ()):
        yield _("What may be chosen here cannot depend on “%(code)s”.", code=field.depends_on)


def _rest(field: Field) -> Iterator[str]:
    if field.file_kind and (field.kind != "files" or field.file_kind not in FILE_KINDS):
        yield _("“%(kind)s” is no kind of file that can be asked for here.", kind=field.file_kind[:40])
    if field.kind == "explanation" and (field.is_required or field.required_when or field.is_recommended):
        yield _("An explanation asks nothing, so it cannot be required.")


def _default(field: Field, place: Place) -> Iterator[Problem]:
    if not field.default:
        return
    if field.kind in (*LOOKED_UP, "files", "secret", "explanation") or field.column == "priority":
        yield Problem(place, _("This kind of field cannot be filled in beforehand."))
        return
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    try:
        clean(field, default, NothingKnown(), {})
    except Wrong as wrong:
        yield Problem(place, _("What is filled in beforehand does not fit. %(why)s", why=wrong.sentence))
