"""Fetching the case that a URL names. A foreign one and none at all answer alike."""

from typing import Any

from flask import abort
from sqlalchemy import select

from app.access.manager import current_viewer
from app.cases.listing.choice import LARGEST_ID
from app.cases.page import case_page
from app.database import db
from models.case import Case


def case_or_404(number: int) -> Case:
    """The case, for a verb to act on."""
    found = None
    if number <= LARGEST_ID:
        found = db.session().scalar(select(Case).where(Case.number == number))
    if found is None:
        abort(404)
    assert isinstance(found, Case)
    return found


def page_or_404(number: int) -> Any:
    """The case as its page shows it (see app.cases.page)."""
    found = case_page(db.session(), current_viewer(), number) if number <= LARGEST_ID else None
    return abort(404) if found is None else found


def goes_on_at(case: Any) -> int | None:
    """The number of the case into which this one was merged, for who may see it; mostly costs no query."""
    if case.merged_into_id is None:
        return None
    number: int | None = db.session().scalar(select(Case.number).where(Case.id == case.merged_into_id))
    return number
