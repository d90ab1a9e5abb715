"""Who translates changes texts, on whatever row they stand, and nothing else of it."""

from functools import cache
from typing import Any

from sqlalchemy import inspect

from app.access.viewer import Viewer
from app.access.writing.change import Change
from models.base import Texts
from models.message import Message

# What follows from a text that changed.
FOLLOWING: dict[type, frozenset[str]] = {Message: frozenset({"words", "updated_at", "version"})}


@cache
def texts_of(model: type) -> frozenset[str]:
    """The columns with a text per language, and what follows from them; none when it has no such column."""
    columns: Any = inspect(model).column_attrs
    texts = frozenset(column.key for column in columns if isinstance(column.columns[0].type, Texts))
    return texts | FOLLOWING.get(model, frozenset()) if texts else texts


def translates(viewer: Viewer, change: Change, texts: frozenset[str]) -> bool:
    return change.is_within(texts) and viewer.may("can_edit", "Texts")
