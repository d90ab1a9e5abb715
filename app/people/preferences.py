"""Choices that a person finds again, such as the last case view."""

from contextlib import suppress
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.access.counters import count_anew_for
from app.access.viewer import Viewer
from app.database import PLANNED_ONCE, db
from models.person import Preference

_CHOSEN: Final = (
    select(Preference.value)
    .where(Preference.person_id == bindparam("person_id"), Preference.name == bindparam("name"))
    .execution_options(**PLANNED_ONCE)
)


def preference(session: Session, by: Viewer, name: str) -> str | None:
    """What the person chose last; None when nothing."""
    return session.scalar(_CHOSEN, {"person_id": by.person_id, "name": name})


def remember(session: Session, by: Viewer, name: str, value: str, *, is_kept: bool = False) -> None:
    """Keep a choice when it is a new one, in a transaction of its own: the page that follows only reads.

    Of two windows that choose at once, or while the database is busy, the choice is lost and not the page.
    `is_kept`: processes keep the choice between pages, and have to hear of another one.
    """
    if by.person_id is None or preference(session, by, name) == value:
        return
    with suppress(IntegrityError, OperationalError), Session(db.engine) as own:
        own.merge(Preference(person_id=by.person_id, name=name, value=value))
        if is_kept:
            own.flush()
            count_anew_for(own, by.person_id)
        own.commit()
