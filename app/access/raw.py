"""SQL that carries no conditions: what is written by hand, or names a table instead of a model."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnClause, Select, Sequence
from sqlalchemy.sql import visitors

from app.access.visibility import GUARDED_TABLES
from app.refused import NotAllowed
from models.person import Person, SignIn

# What SQLAlchemy itself writes by hand, as in count(*) and exists(*).
HARMLESS = frozenset({"*", "1"})
# Known by their effect alone, also to those who see the row: an order or a filter would tell them.
SECRETS = frozenset({Person.__table__.c.password, SignIn.__table__.c.token_hash})


def refuse_raw(statement: Any) -> None:
    """Core may ask for the value of a function or sequence; naming any table, or text, raises NotAllowed."""
    if isinstance(statement, Sequence):
        return
    if not isinstance(statement, Select) or any(_is_raw(e) or _is_table(e) for e in _parts(statement)):
        raise NotAllowed()


def refuse_raw_parts(statement: Any) -> None:
    """A select of models may hold no text, no secret, and no guarded table in place of its model.

    Raises NotAllowed.
    """
    if any(_is_raw(e) or _is_secret(e) or _reads_bare_table(e) for e in _parts(statement)):
        raise NotAllowed()


def _parts(statement: Any) -> Iterator[Any]:
    return visitors.iterate(statement)


def _is_raw(element: Any) -> bool:
    if element.__visit_name__ in ("textclause", "textual_select"):
        return True
    return bool(getattr(element, "is_literal", False)) and element.name not in HARMLESS


def _is_secret(element: Any) -> bool:
    return isinstance(element, ColumnClause) and bool(element.base_columns & SECRETS)


def _is_table(element: Any) -> bool:
    return element.__visit_name__ == "table" or getattr(element, "table", None) is not None


def _reads_bare_table(element: Any) -> bool:
    """Asks for a guarded table, or a column of it, and nowhere for its model."""
    if not isinstance(element, Select):
        return False
    joined: Any = (target for target, *_ in element._setup_joins)
    named: tuple[Any, ...] = (*element._raw_columns, *element._from_obj, *joined)
    parts = [part for part in named if _table(part) is not None]
    models = {_table(part) for part in parts if {"parententity", "parentmapper"} & set(part._annotations)}
    return any(_table(part) in GUARDED_TABLES and _table(part) not in models for part in parts)


def _table(part: Any) -> Any:
    return part if getattr(part, "__visit_name__", "") == "table" else getattr(part, "table", None)
