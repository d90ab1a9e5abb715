"""Rows that wait to be written belong to whoever made them, also when other eyes look as they are flushed.

Any query may flush: without this, one that the system asks on the way would write a person's rows unchecked.
"""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.access.writing.change import Change


def owe(session: Session, viewer: Viewer) -> None:
    """The eyes are about to change: what waits now is the work of `viewer`."""
    waiting = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
    owed: dict[Any, Viewer] = session.info.setdefault("owed", {})
    for row in waiting:
        owed.setdefault(inspect(row), viewer)


def by_writer(session: Session, viewer: Viewer, written: list[Change]) -> dict[Viewer, list[Change]]:
    """What is written, by whose work it is; `viewer` looks now. Nothing is owed any more then."""
    owed: dict[Any, Viewer] = session.info.pop("owed", {})
    found: dict[Viewer, list[Change]] = {}
    for change in written:
        found.setdefault(owed.get(inspect(change.row), viewer), []).append(change)
    return found
