"""Which column of a file holds what: guessed from the headings, in either language, and then chosen."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from flask_babel import force_locale

from app.accounts.importing.fields import Field
from config import LANGUAGES

Match = dict[str, int]  # name of a field: number of its column, from 0


def guess(header: Sequence[str], fields: Sequence[Field]) -> Match:
    """For each field the first column whose heading means it; a column goes to one field only."""
    headings = [_plain(heading) for heading in header]
    found: Match = {}
    for known in (_labels(fields), _others(fields)):  # what we call it ourselves goes first
        for name, words in known.items():
            fits = (n for n, heading in enumerate(headings) if heading in words and n not in found.values())
            column = next(fits, None)
            if name not in found and column is not None:
                found[name] = column
    return found


def sound(match: Mapping[str, object], fields: Sequence[Field], width: int) -> Match:
    """Only fields and columns that there are."""
    names = {field.name for field in fields}
    return {
        name: column
        for name, column in match.items()
        if name in names and isinstance(column, int) and 0 <= column < width
    }


def _labels(fields: Sequence[Field]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {field.name: set() for field in fields}
    for language in LANGUAGES:
        with force_locale(language):
            for field in fields:
                found[field.name].add(_plain(str(field.label)))
    return found


def _others(fields: Sequence[Field]) -> dict[str, set[str]]:
    return {field.name: {_plain(word) for word in (field.name, *field.also)} for field in fields}


def _plain(heading: str) -> str:
    """ "E-mail_Address " as "emailaddress"."""
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", letters)
