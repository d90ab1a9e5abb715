"""Whether limits and patterns can be kept at all."""

from collections.abc import Iterator
from typing import Any, Final

from flask_babel import gettext as _

from app.files.kinds import REFUSED_EXTENSIONS
from app.request_types.answers import moment, number, text
from app.request_types.definition import Check, Definition, Field
from app.request_types.examine import places
from app.request_types.patterns import is_pattern
from app.request_types.problem import Problem

TEXTS: Final = ("text", "long_text", "secret", "version", "serial_number", "mail", "url")
SEVERAL: Final = ("choices", "files")
DATES: Final = ("date", "date_time")


def limit_problems(definition: Definition) -> Iterator[Problem]:
    for field, place in places.fields(definition):
        sentences = (*_lengths(field), *_range(field), *_pattern(field), *_files(field))
        yield from (Problem(place, sentence) for sentence in sentences)


def _lengths(field: Field) -> Iterator[str]:
    least, most = field.check.shortest, field.check.longest
    if least is None and most is None:
        return
    if field.kind not in (*TEXTS, *SEVERAL):
        yield _("This kind of field has no length.")
    elif most == 0 or (field.kind in TEXTS and (least or 0) > text.longest(field)):
        yield _("No answer can have this length.")
    elif least is not None and most is not None and least > most:
        yield _("The shortest answer allowed is longer than the longest.")


def _range(field: Field) -> Iterator[str]:
    limits = [limit for limit in (field.check.lowest, field.check.highest) if limit is not None]
    if not limits:
        return
    if field.kind not in (*DATES, "number"):
        yield _("Only a number or a date has a lowest and a highest.")
        return
    found = [_limit(field, limit) for limit in limits]
    if None in found:
        yield _("The limits must be numbers such as 12.5, or dates such as 2026-11-22 or today.")
    elif len(found) == 2 and found[0] > found[1]:
        yield _("The lowest is higher than the highest.")


def _limit(field: Field, limit: str) -> Any:
    return moment.limit(limit) if field.kind in DATES else number.exactly(limit)


def _pattern(field: Field) -> Iterator[str]:
    check: Check = field.check
    if not check.pattern:
        return
    if field.kind not in TEXTS:
        yield _("Only text can have a pattern.")
    elif not is_pattern(check.pattern):
        yield _("This pattern cannot be used: it is wrong or too large, or looks ahead or back.")
    elif not check.sentence:
        yield _("Write a sentence that tells people in words which form the answer must have.")


def _files(field: Field) -> Iterator[str]:
    check = field.check
    if field.kind != "files":
        if check.extensions or check.largest_file is not None:
            yield _("Only a field for files has kinds and sizes of files.")
        return
    if check.largest_file == 0:
        yield _("No file is as small as that.")
    for ending in check.extensions:
        if ending in REFUSED_EXTENSIONS:
            yield _("Files that can start a program are never taken: .%(ending)s.", ending=ending)
        elif not ending.isalnum() or ending != ending.lower():
            yield _("Write the end of a file name in small letters and without the dot: log.")
