"""Rows that name what ends name what is kept from then on. Written as the system, all rows at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from models.list_view import ListView

_UNSEEN = {"synchronize_session": False}  # the caller lets the session forget what it has loaded


def carry(session: Session, column: Any, gone_id: int, kept_id: int) -> None:
    """All rows of one column."""
    rows = update(column.class_).where(column == gone_id)
    session.execute(rows.values({column: kept_id}), execution_options=_UNSEEN)


def carry_once(session: Session, column: Any, others: Sequence[Any], gone_id: int, kept_id: int) -> None:
    """The same where there may be one row for each of `others`: what is there already stays as it is."""
    model = column.class_
    twin = aliased(model)
    same = (getattr(twin, other.key) == other for other in others)
    there = exists().where(getattr(twin, column.key) == kept_id, *same)
    session.execute(delete(model).where(column == gone_id, there), execution_options=_UNSEEN)
    carry(session, column, gone_id, kept_id)


def carry_filters(session: Session, name: str, gone_id: int, kept_id: int) -> None:
    """Own views that list only what names the one: they list what names the other."""
    named = ListView.settings[name].as_string() == str(gone_id)
    for view in session.scalars(select(ListView).where(named)):
        view.settings = {**view.settings, name: str(kept_id)}
