"""Recording what happened: one row in `case_event`, in the transaction of the change it tells of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.writing.by_verbs import put
from models.case import Case
from models.conversation import Note
from models.event import CaseEvent, PendingEvent
from models.subscription import AccountWatch, CaseSeen, Subscription

MAILED: Final = frozenset({"mail_received", "mail_sent"})  # kinds of event that bring a mail

FILES: Final = "file_added"  # kind of event of files that come without a note

DOORS: Final = ("page", "mail", "api", "rule")


def record(
    session: Session,
    case: Case,
    kind: str,
    *,
    by: int | None,
    note: Note | None = None,
    is_internal: bool = False,
    **changes: list[Any],
) -> CaseEvent:
    """Write the event and its pending reactions. `changes` maps a field to [from, to] in words or codes.

    What nobody did, a rule did; all else came through a page unless the session says otherwise (`through`).
    """
    event = CaseEvent(case=case, actor_id=by, note=note, is_internal=is_internal)
    door = session.info.get("door") or ("rule" if by is None else "page")
    put(event, session, kind=kind, changes=changes, at=clock.now(), door=door)
    session.add_all([event, PendingEvent(event=event, not_before=event.at)])
    if not is_internal and (note is not None or kind in (*MAILED, FILES)):
        _mark_new(session, case, event)
    return event


def _mark_new(session: Session, case: Case, event: CaseEvent) -> None:
    """The case has news, which its writer knows already (see app/cases/marks.py)."""
    if event.kind in MAILED:
        put(case, session, last_mail_at=event.at)
    else:
        put(case, session, last_note_at=event.at)
    if event.actor_id is None:
        return
    if event.actor_id == case.owner_id:
        put(case, session, owner_seen_at=event.at)
    with session.no_autoflush:
        own = own_mark(session, case.id, event.actor_id) if case.id else None
    if own is not None:
        own.seen_at = event.at


def own_mark(session: Session, case_id: int, person_id: int) -> Subscription | CaseSeen | None:
    """The row that keeps up to when this person has seen the case; None for who is told of none.

    Who is subscribed has it there; who watches an account has a row for each case, made when it is needed.
    """
    key = {"case_id": case_id, "person_id": person_id}
    subscription = session.get(Subscription, key)
    watches = select(AccountWatch.account_id).where(AccountWatch.person_id == person_id).limit(1)
    if subscription is not None or session.scalar(watches) is None:
        return subscription
    seen = session.get(CaseSeen, key)
    if seen is None:
        seen = CaseSeen(**key, seen_at=clock.now())
        session.add(seen)
    return seen


@contextmanager
def through(session: Session, door: str) -> Iterator[None]:
    """What is recorded meanwhile came through this door: "mail", "api"."""
    before = session.info.get("door")
    session.info["door"] = door
    try:
        yield
    finally:
        session.info["door"] = before
