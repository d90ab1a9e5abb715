"""Deleted views can be taken back for a month; then they are gone."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app import clock
from models.list_view import ListView

KEPT_FOR: Final = timedelta(days=30)


def forget_removed(session: Session) -> None:
    """Erase what was deleted long ago. Needs a session that looks as the system; the caller commits."""
    session.execute(delete(ListView).where(ListView.removed_at < clock.now() - KEPT_FOR))
