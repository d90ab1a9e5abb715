"""Keeping the scale of priorities; the cases that repeat a rank follow it in the same transaction."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import Refused
from app.setup.rights import require_configuring
from models.base import TextMap
from models.case import Case
from models.scale import Priority


def keep_priority(
    session: Session,
    priority: Priority,
    *,
    by: Viewer,
    name: TextMap,
    definition: TextMap,
    colour: str,
    rank: int,
    is_default: bool,
    is_offered: bool,
) -> Priority:
    """Add a priority or change one. Exactly one is the default, and that one is offered. Raises Refused."""
    require_configuring(by)
    if is_default and not is_offered:
        raise Refused(_l("The default must be offered for new cases."), "is_offered")
    priority.name, priority.definition, priority.colour = name, definition, colour
    priority.rank, priority.is_default, priority.is_offered = rank, is_default, is_offered
    session.add(priority)
    session.flush()
    _settle_default(session, priority)
    _carry_rank(session, priority)
    return priority


def remove_priority(session: Session, priority: Priority, *, by: Viewer) -> None:
    """Delete one that no case has and that is not the default. Raises Refused."""
    require_configuring(by)
    if priority.is_default:
        raise Refused(_l("This is the default. Make another one the default first."))
    with seeing_as(session, SYSTEM):
        used = session.scalar(select(Case.id).where(Case.priority_id == priority.id).limit(1))
    if used is not None:
        raise Refused(_l("Cases have this priority. Do not offer it any more instead of deleting it."))
    session.delete(priority)


def _settle_default(session: Session, priority: Priority) -> None:
    others = session.scalars(select(Priority).where(Priority.is_default, Priority.id != priority.id)).all()
    if priority.is_default:
        for other in others:
            other.is_default = False
    elif not others:
        raise Refused(
            _l("One priority must be the default. Make another one the default instead."), "is_default"
        )
    session.flush()


def _carry_rank(session: Session, priority: Priority) -> None:
    """A consequence for every case, so not limited to those that who configures may edit."""
    carried = update(Case).where(Case.priority_id == priority.id, Case.priority_rank != priority.rank)
    with seeing_as(session, SYSTEM):
        session.execute(
            carried.values(priority_rank=priority.rank).execution_options(synchronize_session=False)
        )
