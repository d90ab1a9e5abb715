"""Watching an account: the mails about all of its cases, as far as one may see them when they are sent."""

from sqlalchemy.orm import Session

from app import clock
from app.access.place import Place
from app.access.viewer import Viewer
from app.refused import OutOfReach
from models.account import Account
from models.subscription import AccountWatch


def watch(session: Session, *, by: Viewer, account: Account, with_below: bool = False) -> None:
    """From now on; twice is once. Raises OutOfReach for an account whose cases `by` may not see."""
    if not may_watch(by, account):
        raise OutOfReach()
    found = watch_of(session, by, account)
    if found is None:
        mine = {"account_id": account.id, "person_id": by.person_id}
        session.add(AccountWatch(**mine, with_below=with_below, at=clock.now()))
    else:
        found.with_below = with_below
    session.flush()


def stop_watching(session: Session, *, by: Viewer, account: Account) -> None:
    found = watch_of(session, by, account)
    if found is not None:
        session.delete(found)
        session.flush()


def may_watch(by: Viewer, account: Account) -> bool:
    reach = by.reach("case.view")
    if by.person_id is None or reach.every or reach.is_empty:
        return reach.every and by.person_id is not None
    return reach.covers(Place(account.id, account.parent_id, account.root_id or account.id, account.path))


def watch_of(session: Session, by: Viewer, account: Account) -> AccountWatch | None:
    return session.get(AccountWatch, (account.id, by.person_id)) if by.person_id else None
