"""Keeping the store in step with the rows: what nobody waits for goes. `app.check` names what is missing."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import and_, delete, func, not_, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.background.sweep import kept_keys
from app.files.limits import LATEST_UNDO, WAITING_DAYS
from app.files.store import file_store
from models.conversation import Attachment
from models.note_draft import NoteDraft
from models.request_draft import RequestDraft

_SPARED = timedelta(days=2)  # a file of today or yesterday may belong to a transaction that is still open


def sweep(session: Session, *, at: datetime | None = None) -> tuple[int, int]:
    """Remove stored files without a row or of a withdrawn one, then rows whose form was never sent.

    Answers how many of each.

    In this order a file goes at the earliest one sweep after its row, when that is committed for certain.
    It looks as the system whoever calls: what a viewer does not see is no leftover. The caller commits.
    """
    at = at or clock.now()
    with seeing_as(session, SYSTEM):
        removed = _remove_leftovers(session, (at - _SPARED).date()) + _remove_withdrawn(session, at)
        return removed, _forget_unsent(session, at)


def leftovers(session: Session, until: date | None = None) -> list[str]:
    """The keys of stored files without a row, of days up to `until`."""
    until = until or (clock.now() - _SPARED).date()
    if _is_empty(session):
        return []  # rather a wrong DATABASE_URL than all files gone
    days = [day for day in file_store().days() if day <= until]
    return [key for day in days for key in sorted(file_store().keys(day) - _kept(session, day))]


def _remove_leftovers(session: Session, until: date) -> int:
    keys = leftovers(session, until)
    for key in keys:
        file_store().delete(key)
    return len(keys)


def _remove_withdrawn(session: Session, at: datetime) -> int:
    """No undo can be under way any more, so rows need no word of it: after a crash the next sweep goes on."""
    found = defaultdict[str, set[str]](set)
    for key in session.scalars(select(Attachment.key).where(Attachment.withdrawn_at < at - LATEST_UNDO)):
        found[key.partition("/")[0]].add(key)
    days = [day for day in file_store().days() if str(day) in found]
    keys = [key for day in days for key in found[str(day)] & file_store().keys(day)]
    for key in keys:
        file_store().delete(key)
    return len(keys)


def _forget_unsent(session: Session, at: datetime) -> int:
    """A draft keeps its files as long as it is kept itself."""
    of_a_draft = or_(*(Attachment.nonce.in_(select(key)) for key in (RequestDraft.key, NoteDraft.nonce)))
    old = Attachment.created_at < at - timedelta(days=WAITING_DAYS)
    unsent = and_(Attachment.waits, old, not_(of_a_draft))
    number = session.scalar(select(func.count(Attachment.id)).where(unsent)) or 0
    session.execute(delete(Attachment).where(unsent))
    return number


def _is_empty(session: Session) -> bool:
    with seeing_as(session, SYSTEM):
        return session.scalars(select(Attachment.id).limit(1)).first() is None


def _kept(session: Session, day: date) -> set[str]:
    with seeing_as(session, SYSTEM):
        attached = session.scalars(select(Attachment.key).where(Attachment.key.startswith(f"{day}/")))
        return {*attached, *kept_keys(session, str(day))}
