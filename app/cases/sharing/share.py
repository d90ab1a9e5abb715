"""Showing one case to somebody who would not see it, until a moment; and ending that."""

from datetime import datetime, timedelta
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.rights import may_work_on, require_edit
from app.cases.sharing.whom import meant
from app.cases.touch import lock
from app.events import record
from app.feedback.portal import portal
from app.refused import NotAllowed, OutOfReach, Refused
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
    contacts, credentials and other cases of it. Raises OutOfReach, NotAllowed, Refused, and WhichOne with
    those who could be meant.
    """
    require_edit(session, by, case)
    _require_sharing(by)
    if case.account_id == portal(session)[1]:
        raise Refused(_("Feedback about the portal is not shared."))
    lock(session, case)  # of two clicks the second finds what the first one made
    found = meant(session, by, case, whom)
    now = clock.now()
    if until is None or not now < until < now + LONGEST:
        raise Refused(_("Choose a day from today on, within a year."), "until")
    column = "person_id" if isinstance(found, Person) else "account_id"
    if _is_shared(session, case, column, found.id, now):
        raise Refused(_("This case is shared with them already. End that first to change it."), "whom")
    row = CaseShare(case_id=case.id, may_write=may_write, **{column: found.id})
    row.shared_by_id = by.person_id or 0
    put(row, session, until=until, shared_at=now)
    session.add(row)
    said: dict[str, Any] = {_named(row): [None, found.id], "until": [None, until.isoformat()]}
    said["may"] = [None, "write" if may_write else "read"]
    record(session, case, "shared", by=by.person_id, **said)
    session.flush()
    return row


def unshare(session: Session, *, by: Viewer, case: Case, share_id: int) -> None:
    """From the next request on it is not theirs to see any more. Of a case that was merged too."""
    if not may_work_on(session, by, case):
        raise OutOfReach()
    _require_sharing(by)
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
    named = (selectinload(end) for end in (CaseShare.person, CaseShare.account, CaseShare.shared_by))
    return list(session.scalars(going_on.options(*named).order_by(CaseShare.until, CaseShare.id)))


def _require_sharing(by: Viewer) -> None:
    if not by.may(*SHARING):
        raise NotAllowed()


def _is_shared(session: Session, case: Case, column: str, id_: int, now: datetime) -> bool:
    same = CaseShare.case_id == case.id, getattr(CaseShare, column) == id_, CaseShare.until > now
    return session.scalar(select(CaseShare.id).where(*same)) is not None


def _named(row: CaseShare) -> str:
    return "shared_person" if row.person_id is not None else "shared_account"
