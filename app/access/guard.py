"""The gate that everything written passes: rows that would land out of the writer's reach are refused."""

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.access.writing.by_verbs import Words, is_as_put
from app.access.writing.change import ADD, CHANGE, REMOVE, Change
from app.access.writing.look import Look
from app.access.writing.rules import rule_for
from app.refused import OutOfReach
from models.case import Case


def refuse_foreign_rows(session: Session, viewer: Viewer, written: list[Change], words: Words) -> None:
    """Raise OutOfReach at the first row that `viewer` may not add, change or remove. Writes nothing.

    `words` is what verbs have put into columns that are theirs alone.
    """
    look = Look(session)
    cases = {change.row.id for change in written if isinstance(change.row, Case)}
    if len(cases) > 1:
        look.ahead(cases)
    for change in written:
        is_sound = is_as_put(words, change) and not _takes_another_place(change)
        if not is_sound or not rule_for(type(change.row))(look, viewer, change):
            raise OutOfReach()


def changes(session: Session) -> list[Change]:
    """What the session is about to write."""
    dirty = [row for row in session.dirty if session.is_modified(row)]
    return [
        *(Change(row, ADD) for row in session.new),
        *(Change(row, CHANGE) for row in dirty),
        *(Change(row, REMOVE) for row in session.deleted),
    ]


def _takes_another_place(change: Change) -> bool:
    """A row whose key changes overwrites what rules would ask about."""
    mapper = inspect(change.row).mapper
    keys = (mapper.get_property_by_column(column).key for column in mapper.primary_key)
    return change.kind == CHANGE and change.touches(*keys)
