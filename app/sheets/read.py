"""Reading a CSV file that somebody sends: whatever it holds, it is taken as text or turned down in words."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final, NamedTuple

from flask_babel import lazy_gettext as _l

from app.refused import Refused
from app.sheets.neutral import is_marked, plain

LARGEST: Final = 10 * 1000**2  # bytes
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
LONGEST_FIELD: Final = 20_000  # characters
SEPARATORS: Final = (",", ";", "\t")
ENCODINGS: Final = ("utf-8", "cp1252")
SAMPLED: Final = 20  # records from which the separator is guessed


class Row(NamedTuple):
    """A record: the line of the file on which it begins, from 1, and its cells."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    """A file that was read: its first record, the others, and how it was understood."""

    header: list[str]
    rows: list[Row]
    separator: str
    encoding: str


def read_sheet(data: bytes, *, separator: str = "", encoding: str = "") -> Sheet:
    """What the file says; separator and encoding are found out when they are not given. Raises Refused."""
    if len(data) > LARGEST:
        raise Refused(_l("This file is larger than %(most)s MB.", most=LARGEST // 1000**2), "file")
    text, encoding = _text(data, encoding)
    text, named = _without_hint(text)
    separator = separator or named or _likely_separator(text)
    records = _records(text, separator)
    header = next(records, None)
    if header is None:
        raise Refused(_l("This file is empty."), "file")
    if len(header.cells) > MOST_COLUMNS:
        raise Refused(_l("This file has more than %(most)s columns.", most=MOST_COLUMNS), "file")
    return Sheet([cell.strip() for cell in header.cells], _limited(records), separator, encoding)


def meant(cell: str) -> str:
    """The value of a cell: without blanks around it, or exactly what was marked as text."""
    return plain(cell) if is_marked(cell) else cell.strip()


def _text(data: bytes, encoding: str) -> tuple[str, str]:
    """Windows-1252 takes nearly every file, so UTF-8 comes first; it fits by chance hardly ever."""
    for tried in (encoding,) if encoding in ENCODINGS else ENCODINGS:
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode(tried)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refused(_l("This is not a CSV file: it holds characters that no text has."), "file")
        return text, tried
    raise Refused(_l("The letters of this file cannot be read. Save it as CSV in UTF-8."), "file")


def _without_hint(text: str) -> tuple[str, str]:
    """Excel writes the line "sep=;" before the first one, and means it."""
    first, _end, rest = text.partition("\n")
    hint = first.strip("\r")
    if hint[:4].lower() == "sep=" and hint[4:] in SEPARATORS:
        return rest, hint[4:]
    return text, ""


def _likely_separator(text: str) -> str:
    """The one that cuts most records into as many cells as the first; of two, the one that cuts finer."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            records = _records(text, separator)
            widths = [len(row.cells) for row, _number in zip(records, range(SAMPLED), strict=False)]
        except Refused:
            return (0, 0)
        if not widths or widths[0] == 1:
            return (0, 0)
        return (sum(width == widths[0] for width in widths), widths[0])

    return max(SEPARATORS, key=fit)


def _records(text: str, separator: str) -> Iterator[Row]:
    """The records that hold anything."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(line, is_too_long="limit" in str(error)) from None
        if any(len(cell) > LONGEST_FIELD for cell in cells):
            raise _unreadable(line, is_too_long=True)
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
        line = reader.line_num + 1


def _unreadable(line: int, *, is_too_long: bool) -> Refused:
    if is_too_long:
        return Refused(_l("Line %(line)s holds a value that is much too long.", line=line), "file")
    why = _l("Line %(line)s cannot be read: a quotation mark is missing or too many.", line=line)
    return Refused(why, "file")


def _limited(records: Iterator[Row]) -> list[Row]:
    rows = [row for row, _number in zip(records, range(MOST_ROWS + 1), strict=False)]
    if len(rows) > MOST_ROWS:
        raise Refused(_l("This file has more than %(most)s rows. Send it in parts.", most=MOST_ROWS), "file")
    if not rows:
        raise Refused(_l("This file has no rows below its headings."), "file")
    return rows
