"""Writing tables for spreadsheets, row by row, so that a hundred thousand take no more memory than ten."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from app.sheets.neutral import neutral

CSV, XLSX = "csv", "xlsx"
FORMATS: Final = (CSV, XLSX)
IN_MEMORY: Final = 1024**2  # bytes; what is larger goes to a file of its own
LONGEST_CELL: Final = 32_767  # characters, of a spreadsheet
WIDTH: Final = 22.0
# A Dutch spreadsheet takes the comma for the decimal mark, and opens files with commas as one wide column.
SEPARATORS: Final = {"nl": ";"}

Rows = Iterable[Sequence[Any]]


def write_table(kind: str, header: Sequence[str], rows: Rows, *, language: str, zone: str) -> IO[bytes]:
    """The table as a file, at its beginning. Texts are neutralised; times are ISO 8601 in `zone`."""
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
    try:
        _WRITERS[kind](file, header, rows, language, ZoneInfo(zone))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _write_csv(file: Any, header: Sequence[str], rows: Rows, language: str, zone: ZoneInfo) -> None:
    """UTF-8 with a mark at the beginning, without which Excel takes it for Windows-1252."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, delimiter=SEPARATORS.get(language, ","), lineterminator="\r\n")
    writer.writerow([neutral(word) for word in header])
    writer.writerows([_as_text(value, zone) for value in row] for row in rows)
    text.flush()
    text.detach()


def _write_xlsx(file: Any, header: Sequence[str], rows: Rows, language: str, zone: ZoneInfo) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number in range(len(header)):
        sheet.column_dimensions[_letters(number)].width = WIDTH
    sheet.append([_heading(sheet, word) for word in header])
    for row in rows:
        sheet.append([_as_cell(value, zone) for value in row])
    book.save(file)


_WRITERS: Final[dict[str, Callable[..., None]]] = {CSV: _write_csv, XLSX: _write_xlsx}


def _as_text(value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _there(value, zone).isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else neutral(str(value))


def _as_cell(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return _there(value, zone)
    if value is None or isinstance(value, date | int | float):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", neutral(str(value)))[:LONGEST_CELL]


def _there(moment: datetime, zone: ZoneInfo) -> datetime:
    """The time on the clocks of the zone, to the second: no spreadsheet knows zones."""
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


def _heading(sheet: Any, word: str) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", neutral(word)))
    cell.font = Font(bold=True)
    return cell


def _letters(number: int) -> str:
    """The name of a column, from 0: A … Z, AA, AB …"""
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
