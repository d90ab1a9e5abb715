"""What a customer would be asked, for an administrator who builds the questions."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.standing import viewer_of
from app.access.viewer import Viewer
from app.setup.rights import require_configuring
from models.person import Person

Shown = TypeVar("Shown")


def customer_at(session: Session, address: str) -> Viewer | None:
    """The contact with this mail address; None when no customer who may sign in has it."""
    wanted = select(Person.id).where(
        func.lower(Person.email) == address.lower(), Person.is_staff.is_(False), Person.active.is_(True)
    )
    person_id = session.scalar(wanted.limit(1)) if address else None
    return viewer_of(session, person_id) if person_id is not None else None


def as_asked(session: Session, *, by: Viewer, customer: Viewer, look: Callable[[], Shown]) -> Shown:
    """What `look` reads with the eyes of the customer: choices that this person would have, and no others.

    Raises NotAllowed for who does not configure.
    """
    require_configuring(by)
    with seeing_as(session, customer):
        return look()
