"""Keeping the scales of priorities; the cases that repeat a rank follow it in the same transaction."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import Refused
from app.setup.rights import require_configuring
from models.base import TextMap
from models.case import Case
from models.scale import FIRST_SCALE, Priority, PriorityScale


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
    scale: str = "",
) -> Priority:
    """Add a priority or change one. Each scale has one default, which is offered. Raises Refused."""
    require_configuring(by)
    if is_default and not is_offered:
        raise Refused(_l("The default must be offered for new cases."), "is_offered")
    _place(session, priority, scale or priority.scale or FIRST_SCALE)
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


def keep_scale(
    session: Session, scale: PriorityScale, *, by: Viewer, name: TextMap, rank: int
) -> PriorityScale:
    """Add a scale or change one; the one with the lowest rank is offered where a request type names none."""
    require_configuring(by)
    scale.name, scale.rank = name, rank
    session.add(scale)
    return scale


def remove_scale(session: Session, scale: PriorityScale, *, by: Viewer) -> None:
    """Delete one without priorities. Raises Refused."""
    require_configuring(by)
    if session.scalar(select(Priority.id).where(Priority.scale == scale.code).limit(1)) is not None:
        raise Refused(_l("This scale has priorities. Delete them first, or put them on another scale."))
    session.delete(scale)


def _place(session: Session, priority: Priority, scale: str) -> None:
    """On its scale: a default stays where it is, for its scale needs one."""
    if priority.id is not None and priority.is_default and scale != priority.scale:
        raise Refused(_l("This is the default of its scale. Make another one the default first."), "scale")
    if session.scalar(select(PriorityScale.id).where(PriorityScale.code == scale)) is None:
        raise Refused(_l("Choose a scale."), "scale")
    priority.scale = scale


def _settle_default(session: Session, priority: Priority) -> None:
    same = Priority.scale == priority.scale, Priority.id != priority.id
    others = session.scalars(select(Priority).where(Priority.is_default, *same)).all()
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
