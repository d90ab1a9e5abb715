"""Remembering which pages a person opens, for the recent items of the home page."""

from flask import session as cookie

from app.access.manager import current_viewer
from app.database import db
from app.people.visits import VISITED, note_visit


def visited(kind: str, number: int) -> None:
    """Who opens the same page again has it in front already; the cookie says so without a question."""
    mark = f"{kind}:{number}"
    if cookie.get(VISITED) != mark:
        note_visit(db.session(), current_viewer(), mark)
        cookie[VISITED] = mark
