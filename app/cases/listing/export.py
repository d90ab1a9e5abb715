"""A list of cases as a file: exactly the cases, columns and order that the list shows its reader."""

from collections.abc import Iterator
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.background.run import GivenUp, Made, Run, eyes_of, sight_of
from app.background.table import counted, file_name, in_order
from app.cases.listing.choice import Choice
from app.cases.listing.columns import Words, chosen
from app.cases.listing.find import parts
from app.cases.listing.sought import Conditions, seek
from app.request_types.published import request_types
from app.setup.scales import scales
from app.sheets.write import write_table
from models.case import Case

KIND: Final = "export_cases"


def header_of(by: Viewer, choice: Choice) -> list[str]:
    return [str(column.label) for column in chosen(by, choice.columns)]


def values_of(
    session: Session, by: Viewer, choice: Choice, where: Conditions, language: str
) -> Iterator[list[Any]]:
    """The values of one case after the other, as the database hands them on: no list is ever whole."""
    columns, words = chosen(by, choice.columns), Words(scales(session), request_types(session), language)
    for row in in_order(session, parts(by, choice, where), descending=choice.descending):
        yield [column.value(row, words) for column in columns]


def export_cases(session: Session, run: Run) -> Made:
    """The file, made in the background with the eyes of its person. Raises GivenUp, Stopped."""
    with eyes_of(run) as (eyes, by):
        if not by.may("can_read", "Cases"):
            raise GivenUp("no_right")
        choice = Choice().with_fields(run.asked["list"], by)  # whatever became of the view it was
        where = seek(eyes, by, choice, run.zone).where
        total = eyes.scalar(select(func.count(Case.id)).where(*where)) or 0
        rows = counted(values_of(eyes, by, choice, where, run.language), run, total)
        kind = run.asked["format"]
        file = write_table(kind, header_of(by, choice), rows, language=run.language, zone=run.zone)
        return Made({"rows": total}, file, file_name(_("Cases"), kind, run.zone), sight_of(by))
