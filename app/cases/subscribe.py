"""Following a case, one's own or somebody else's: whoever may see it may, and no longer than that."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.cases.following import followers_of, watched_since
from app.refused import OutOfReach
from models.case import Case
from models.person import Person
from models.subscription import Subscription


def subscribe(session: Session, *, by: Viewer, case: Any) -> None:
    """From now on mails about this case go to `by`. Twice is once. Raises OutOfReach."""
    _require_sight(session, by, case)
    found = _mine(session, by, case)
    if found is None and case.owner_id != by.person_id:
        _add(session, by, case, is_muted=False)
    elif found is not None and found.is_muted:
        found.is_muted, found.at = False, clock.now()
        session.flush()


def unsubscribe(session: Session, *, by: Viewer, case: Any) -> None:
    """No mails about it any more, be it one's own case or one of an account that one watches."""
    found = _mine(session, by, case)
    if case.owner_id == by.person_id or _watches(session, by, case):
        _require_sight(session, by, case)
        if found is None:
            _add(session, by, case, is_muted=True)
        else:
            found.is_muted = True
    elif found is not None:
        session.delete(found)
    session.flush()


def is_told_nobody(session: Session, *, by: Viewer, case: Any) -> bool:
    """Whether no customer whom `by` may see, and not `by` either, gets the mails about it any more.

    It says nothing of people of other accounts who are hidden from `by`.
    """
    with session.no_autoflush, seeing_as(session, SYSTEM):
        told = followers_of(session, case)
    who = select(Person.id).where(Person.id.in_(told), Person.is_staff.is_(False), Person.active.is_(True))
    return session.scalar(who.limit(1)) is None


def _add(session: Session, by: Viewer, case: Any, *, is_muted: bool) -> None:
    session.add(Subscription(case_id=case.id, person_id=by.person_id, at=clock.now(), is_muted=is_muted))
    session.flush()


def _require_sight(session: Session, by: Viewer, case: Any) -> None:
    if by.person_id is None or session.scalar(select(Case.id).where(Case.id == case.id)) is None:
        raise OutOfReach()


def _watches(session: Session, by: Viewer, case: Any) -> bool:
    since = select(watched_since(by.person_id)).select_from(Case).where(Case.id == case.id)
    return session.scalar(since) is not None


def _mine(session: Session, by: Viewer, case: Any) -> Subscription | None:
    return session.get(Subscription, (case.id, by.person_id))
