"""Showing one case to somebody who would not see it, until a moment; and ending that."""

from datetime import datetime, timedelta
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.accounts.find import account_meant
from app.cases.rights import require_edit
from app.events import record
from app.feedback.portal import portal
from app.refused import NotAllowed, OutOfReach, Refused
from models.account import Account
from models.case import Case
from models.case_share import CaseShare
from models.person import Person

LONGEST: Final = timedelta(days=366)
SHARING: Final = ("can_share", "Cases")


def share(
    session: Session, *, by: Viewer, case: Case, whom: str, until: datetime | None, may_write: bool
) -> CaseShare:
    """`whom` is a mail address, or the name or customer ID of an account, that `by` may see.

    Customers share within the tree of the case. Who gets it sees the case, and neither its account nor the
    contacts, credentials and other cases of it. Raises OutOfReach, NotAllowed and Refused.
    """
    _require(session, by, case)
    if case.account_id == portal(session)[1]:
        raise Refused(_("Feedback about the portal is not shared."))
    found = _meant(session, by, case, whom)
    now = clock.now()
    if until is None or not now < until < now + LONGEST:
        raise Refused(_("Choose a day from today on, within a year."), "until")
    column = "person_id" if isinstance(found, Person) else "account_id"
    if _is_shared(session, case, column, found.id, now):
        raise Refused(_("This case is shared with them already. End that first to change it."), "whom")
    row = CaseShare(case_id=case.id, may_write=may_write, until=until, shared_at=now, **{column: found.id})
    row.shared_by_id = by.person_id or 0
    session.add(row)
    said: dict[str, Any] = {_named(row): [None, found.id], "until": [None, until.isoformat()]}
    record(session, case, "shared", by=by.person_id, **said)
    session.flush()
    return row


def unshare(session: Session, *, by: Viewer, case: Case, share_id: int) -> None:
    """From the next request on it is not theirs to see any more."""
    _require(session, by, case)
    row = session.scalar(select(CaseShare).where(CaseShare.id == share_id, CaseShare.case_id == case.id))
    if row is None:
        raise OutOfReach()
    said: dict[str, Any] = {_named(row): [row.person_id or row.account_id, None]}
    session.delete(row)
    record(session, case, "unshared", by=by.person_id, **said)
    session.flush()


def shares_of(session: Session, case: Any) -> list[CaseShare]:
    """Those that are not over, the one that ends first on top."""
    going_on = select(CaseShare).where(CaseShare.case_id == case.id, CaseShare.until > clock.now())
    return list(session.scalars(going_on.order_by(CaseShare.until, CaseShare.id)))


def _require(session: Session, by: Viewer, case: Case) -> None:
    require_edit(session, by, case)
    if not by.may(*SHARING):
        raise NotAllowed()


def _meant(session: Session, by: Viewer, case: Case, whom: str) -> Person | Account:
    """Looked up with the eyes of who shares; who they may not see is not there."""
    whom = whom.strip()[:320]
    found: Person | Account | None = None
    if "@" in whom:
        mail = func.lower(Person.email) == whom.lower()
        found = session.scalar(select(Person).where(mail, Person.active.is_(True)))
    elif whom:
        found = account_meant(session, whom, "whom")
    if found is None or not (by.is_staff or _is_of_this_tree(session, found, case)):
        raise Refused(_("Enter the mail address of a contact, or an account, that you may see."), "whom")
    return found


def _is_of_this_tree(session: Session, found: Person | Account, case: Case) -> bool:
    if isinstance(found, Account):
        return found.root_id == case.root_id
    home = select(Account.root_id).where(Account.id == found.home_account_id)
    return not found.is_staff and session.scalar(home) == case.root_id


def _is_shared(session: Session, case: Case, column: str, id_: int, now: datetime) -> bool:
    same = CaseShare.case_id == case.id, getattr(CaseShare, column) == id_, CaseShare.until > now
    return session.scalar(select(CaseShare.id).where(*same)) is not None


def _named(row: CaseShare) -> str:
    return "shared_person" if row.person_id is not None else "shared_account"
