"""Answers that are a number, as English and Dutch people write it: 1,234.5 and 1.234,5."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from flask_babel import gettext as _

from app.content.texts import readers_language
from app.request_types.answers.raw import one_line
from app.request_types.answers.wrong import Wrong, called, not_fit
from app.request_types.definition import Answers, Field, Value
from app.request_types.known import Known
from config import LANGUAGES

MOST_DIGITS: Final = 15  # what JSON, browsers and spreadsheets keep exactly
LONGEST: Final = 40
_LOOKS: Final = re.compile(r"[-+−]?[0-9][0-9.,]*|[-+−]?[.,][0-9]+")


def number(field: Field, raw: object, known: Known, answers: Answers) -> Value:
    """An int or a float; "" for no answer. What is a number already, as in JSON, is taken as it is."""
    text = one_line(field, raw)
    if not text:
        return ""
    is_text = isinstance(raw, str | list | tuple)
    found = parsed(text) if is_text else exactly(text)
    if found is None:
        raise Wrong(_("Enter a number in “%(label)s”, such as 12 or %(half)s.", **_example(field)))
    if len(found.normalize().as_tuple().digits) > MOST_DIGITS or abs(found) >= 10**MOST_DIGITS:
        raise Wrong(_("“%(label)s” may have at most %(most)s digits.", label=called(field), most=MOST_DIGITS))
    _check_range(field, found)
    return int(found) if found == found.to_integral_value() else float(found)


def parsed(text: str) -> Decimal | None:
    """The number that is meant: by the reader's own signs, or else by those of another language."""
    text = text.replace("−", "-")
    if len(text) > LONGEST or not _LOOKS.fullmatch(text):
        return None
    for language in (readers_language(), *LANGUAGES):
        try:
            return parse_decimal(text.lstrip("+"), locale=language, strict=True)
        except NumberFormatError:
            continue
    return exactly(text)


def exactly(text: str) -> Decimal | None:
    """A number as computers write it; no NaN, no infinity, nothing endless."""
    try:
        found = Decimal(text) if len(text) <= LONGEST else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def written(value: Value) -> str:
    """As the reader would type it."""
    return _in_words(value, group_separator=False)


def shown(value: Value) -> str:
    return _in_words(value, group_separator=True)


def _in_words(value: Value, *, group_separator: bool) -> str:
    found = exactly(str(value))
    if found is None:
        return str(value)
    return format_decimal(
        found, locale=readers_language(), decimal_quantization=False, group_separator=group_separator
    )


def _check_range(field: Field, found: Decimal) -> None:
    lowest, highest = exactly(field.check.lowest or ""), exactly(field.check.highest or "")
    if lowest is not None and found < lowest:
        general = _("“%(label)s” must be %(least)s or more.", label=called(field), least=_said(lowest))
        raise not_fit(field, general)
    if highest is not None and found > highest:
        general = _("“%(label)s” must be %(most)s or less.", label=called(field), most=_said(highest))
        raise not_fit(field, general)


def _said(limit: Decimal) -> str:
    return shown(str(limit))


def _example(field: Field) -> dict[str, str]:
    return {"label": called(field), "half": format_decimal(Decimal("3.5"), locale=readers_language())}
