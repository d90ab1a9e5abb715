"""Answers that are files. Their content was looked at when they came in; here count, kind and size."""

from typing import Final

from flask_babel import gettext as _

from app.files.limits import MOST_FILES
from app.files.name import extension
from app.request_types.answers.raw import several
from app.request_types.answers.wrong import Wrong, called, not_fit
from app.request_types.definition import Answers, Field
from app.request_types.known import File, Known

MB: Final = 1024 * 1024


def files(field: Field, raw: object, known: Known, answers: Answers) -> list[str]:
    """What the files are known by, in the order in which they were sent."""
    refs = several(field, raw)
    most = MOST_FILES if field.check.longest is None else field.check.longest
    if len(refs) > most:
        raise not_fit(field, _("“%(label)s” takes at most %(most)s files.", label=called(field), most=most))
    for ref in refs:
        file = known.file(field, ref)
        if file is None:
            raise Wrong(_("A file of “%(label)s” is not there any more. Send it again.", label=called(field)))
        _check(field, file)
    return refs


def _check(field: Field, file: File) -> None:
    check = field.check
    if check.extensions and extension(file.name) not in check.extensions:
        endings = ", ".join(f".{one}" for one in check.extensions)
        raise not_fit(
            field,
            _("“%(name)s” is of another kind than asked for: %(endings)s.", name=file.name, endings=endings),
        )
    if check.largest_file is not None and file.size > check.largest_file * MB:
        raise not_fit(
            field, _("“%(name)s” is larger than %(most)s MB.", name=file.name, most=check.largest_file)
        )
