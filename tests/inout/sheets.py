"""Reading the files that come out, as a spreadsheet would."""

import csv
import io
from typing import Any

from flask.testing import FlaskClient
from openpyxl import load_workbook

BOM = b"\xef\xbb\xbf"


def csv_rows(data: bytes, separator: str = ",") -> list[list[str]]:
    """Every row of a CSV file, the headings first."""
    assert data.startswith(BOM)
    return list(csv.reader(io.StringIO(data[3:].decode("utf-8"), newline=""), delimiter=separator))


def xlsx_rows(data: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(data)).active
    return [[cell.value for cell in row] for row in sheet.rows]


def xlsx_types(data: bytes) -> set[str]:
    """The types of all cells: "f" would be a formula."""
    return {cell.data_type for row in load_workbook(io.BytesIO(data)).active.rows for cell in row}


def get_csv(client: FlaskClient, path: str) -> list[list[str]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/csv"
    return csv_rows(answer.data)
