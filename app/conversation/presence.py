"""Who has the page of a case open, and who is typing there. An open page says so by itself, now and then."""

from datetime import timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.database import PLANNED_ONCE
from app.refused import OutOfReach
from models.person import Person
from models.presence import Presence

VIEWING: Final = timedelta(seconds=90)
TYPING: Final = timedelta(seconds=30)
_HERE: Final = (
    select(Presence.side, Presence.typed_at, Person.first_name, Person.last_name)
    .select_from(Presence)
    .join(Person, Person.id == Presence.person_id, isouter=True)
    .where(Presence.case_id == bindparam("in_case"), Presence.seen_at > bindparam("since"))
    .where(Presence.person_id != bindparam("me"))
    .order_by(Person.first_name, Person.last_name)
    .execution_options(**PLANNED_ONCE)
)


class Here(NamedTuple):
    """Names of who is typing and of who only looks.

    Customers read of the desk only that it is writing, of each other the names that they may know, and of
    nobody who only looks.
    """

    typing: list[str]
    viewing: list[str]
    desk_writes: bool
    is_somebody_typing: bool = False


def be_here(session: Session, *, by: Viewer, case: Any, types: bool, is_internal: bool) -> None:
    """This person has the page open now. Raises OutOfReach for who is nobody."""
    if by.person_id is None:
        raise OutOfReach()
    now = clock.now()
    row = session.get(Presence, (case.id, by.person_id))
    if row is None:
        row = Presence(case_id=case.id, person_id=by.person_id, side="desk" if by.is_staff else "customer")
    row.seen_at, row.typed_at, row.is_internal = now, now if types else None, types and is_internal
    session.add(row)
    session.flush()


def be_gone(session: Session, *, by: Viewer, case: Any) -> None:
    row = session.get(Presence, (case.id, by.person_id))
    if row is not None:
        session.delete(row)
        session.flush()


def who_is_here(session: Session, by: Viewer, case_id: int) -> Here:
    """Besides the viewer, and as far as it is theirs to know."""
    now = clock.now()
    rows = session.execute(_HERE, {"in_case": case_id, "since": now - VIEWING, "me": by.person_id or 0}).all()
    types = [row for row in rows if row.typed_at is not None and row.typed_at > now - TYPING]
    if not by.is_staff:
        others = [row for row in types if row.side != "desk"]
        known = [_name(row) for row in others if row.last_name is not None]
        return Here(known, [], len(others) < len(types), len(known) < len(others))
    looks = [row for row in rows if row not in types]
    return Here([_name(row) for row in types], [_name(row) for row in looks], False)


def forget_who_was_here(session: Session) -> None:
    """Looks through the eyes of the session (the system)."""
    old = Presence.seen_at < clock.now() - VIEWING
    session.execute(delete(Presence).where(old).execution_options(synchronize_session=False))


def _name(row: Any) -> str:
    return f"{row.first_name} {row.last_name}".strip()
