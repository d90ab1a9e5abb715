"""Answers that are text: a line, paragraphs, a secret, a version of software."""

from typing import Final

from flask_babel import gettext as _

from app.request_types.answers.raw import exactly_typed, one_line, one_text
from app.request_types.answers.wrong import Wrong, called, not_fit
from app.request_types.definition import Answers, Field
from app.request_types.known import Known
from app.request_types.patterns import fits

# What the kinds hold at most, and the columns of a case; a field may say less.
LONGEST: Final = {"text": 500, "long_text": 50_000, "secret": 2_000, "version": 60, "serial_number": 60}
LONGEST_IN_COLUMN: Final = {"subject": 200, "description": 50_000, "external_number": 100}
LONGEST_OTHER: Final = 2_000


def line(field: Field, raw: object, known: Known, answers: Answers) -> str:
    return checked(field, one_line(field, raw))


def paragraphs(field: Field, raw: object, known: Known, answers: Answers) -> str:
    return checked(field, one_text(field, raw))


def secret(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """Exactly as it was typed: in a password each space counts."""
    return checked(field, exactly_typed(field, raw)) if one_text(field, raw) else ""


def version(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """As the software calls itself. Any text with a digit: no two makers number alike."""
    text = checked(field, one_line(field, raw))
    if text and not any(c.isdigit() for c in text):
        raise not_fit(
            field,
            _("Enter “%(label)s” as the software shows it, such as 8.4 or 2026 R2.", label=called(field)),
        )
    return text


def longest(field: Field) -> int:
    """The most characters that this field takes."""
    most = LONGEST_IN_COLUMN.get(field.column, LONGEST.get(field.kind, LONGEST_OTHER))
    return min(most, most if field.check.longest is None else field.check.longest)


def checked(field: Field, text: str) -> str:
    """The text itself when length and pattern fit. An empty answer is not asked about here."""
    if not text:
        return text
    if len(text) > longest(field):
        raise _too(field, _("“%(label)s” may have at most %(most)s characters.", **_most(field)))
    if len(text) < (field.check.shortest or 0):
        raise _too(field, _("“%(label)s” needs at least %(least)s characters.", **_least(field)))
    if field.check.pattern and not fits(field.check.pattern, text):
        raise not_fit(field, _("“%(label)s” does not have the form that is asked for.", label=called(field)))
    return text


def _too(field: Field, general: str) -> Wrong:
    return not_fit(field, general) if not field.check.pattern else Wrong(general)


def _most(field: Field) -> dict[str, object]:
    return {"label": called(field), "most": longest(field)}


def _least(field: Field) -> dict[str, object]:
    return {"label": called(field), "least": field.check.shortest}
