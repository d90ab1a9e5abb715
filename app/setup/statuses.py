"""Keeping the scale of statuses and who may change which; cases follow in the same transaction."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.closing.take_up import count_anew
from app.refused import Refused
from app.setup.rights import require_configuring
from app.setup.shipped.scales import FIRST_STATUS, STATUSES
from models.base import TextMap
from models.case import Case
from models.scale import Status, StatusChange

SHIPPED = frozenset(row[0] for row in STATUSES)


def keep_status(
    session: Session,
    status: Status,
    *,
    by: Viewer,
    name: TextMap,
    meaning: TextMap,
    tone: str,
    rank: int,
    is_open: bool,
    awaits_customer: bool,
    needs_closing_reason: bool = False,
) -> Status:
    """Add a status or change one. Raises Refused when new cases would begin closed."""
    require_configuring(by)
    if status.code == FIRST_STATUS and not is_open:
        raise Refused(_l("New cases begin with this status, so it must count as open."), "is_open")
    status.name, status.meaning, status.tone, status.rank = name, meaning, tone, rank
    means_more = (status.is_open, status.awaits_customer) != (is_open, awaits_customer)
    status.is_open, status.awaits_customer = is_open, awaits_customer
    status.needs_closing_reason = needs_closing_reason
    session.add(status)
    session.flush()
    _carry_to_cases(session, status)
    if means_more:
        count_anew(session, status)
    return status


def remove_status(session: Session, status: Status, *, by: Viewer) -> None:
    """Delete one of one's own that no case has; the changes from and to it go with it. Raises Refused."""
    require_configuring(by)
    if status.code in SHIPPED:
        raise Refused(_l("The portal itself works with this status. It can be renamed, not deleted."))
    with seeing_as(session, SYSTEM):
        used = session.scalar(select(Case.id).where(Case.status_id == status.id).limit(1))
    if used is not None:
        raise Refused(_l("Cases have this status, so it cannot be deleted."))
    either = or_(StatusChange.from_id == status.id, StatusChange.to_id == status.id)
    for change in session.scalars(select(StatusChange).where(either)):
        session.delete(change)
    session.flush()
    session.delete(status)


def keep_status_change(
    session: Session,
    change: StatusChange,
    *,
    by: Viewer,
    role_id: int,
    from_id: int,
    to_id: int,
    needs_reason: bool,
) -> StatusChange:
    """Allow a role to change one status to another. Raises Refused."""
    require_configuring(by)
    if from_id == to_id:
        raise Refused(_l("Choose two different statuses."), "to_id")
    same = (StatusChange.role_id == role_id, StatusChange.from_id == from_id, StatusChange.to_id == to_id)
    if session.scalar(select(StatusChange.id).where(*same, StatusChange.id != (change.id or 0))):
        raise Refused(_l("This role may make this change already."), "to_id")
    change.role_id, change.from_id, change.to_id = role_id, from_id, to_id
    change.needs_reason = needs_reason
    session.add(change)
    return change


def _carry_to_cases(session: Session, status: Status) -> None:
    """A case that becomes closed by this is closed now; one that opens again has no closing time."""
    ids = Case.status_id == status.id
    rank = update(Case).where(ids, Case.status_rank != status.rank).values(status_rank=status.rank)
    turned = update(Case).where(ids, Case.is_open.is_not(status.is_open))
    closed_at = None if status.is_open else clock.now()
    with seeing_as(session, SYSTEM):
        for carried in (rank, turned.values(is_open=status.is_open, closed_at=closed_at)):
            session.execute(carried.execution_options(synchronize_session=False))
