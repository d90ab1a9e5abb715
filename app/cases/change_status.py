"""Changing where a case stands: what is allowed, to whom, is data."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.cases.touch import lock, set_status
from app.cases.why_closed import closing_reason, put_closing_reason
from app.closing.count import is_closed_for_good
from app.conversation.post_note import write_note
from app.events import record
from app.refused import Refused, Stale
from app.setup.scales import Allowed, StatusWord, scales
from models.case import Case


def change_status(
    session: Session, *, by: Viewer, case: Case, to: str, reason: str = "", why: str = "", was: str = ""
) -> None:
    """Set the status with code `to`; the reason, where one is given, becomes a note.

    `why` is the code of a reason for closing, which our own people give; `was` the status that the person
    saw. Raises OutOfReach without the right to edit the case, Stale when it is another one by now, Refused
    when the change is not allowed from here, the case is closed for good, or the reason that this change asks
    for is missing.
    """
    require_edit(session, by, case)
    lock(session, case)
    if was:
        _refuse_stale(session, case, was, to)
    words = scales(session)
    before, after = words.statuses[case.status_id], words.status_by_code.get(to)
    if after is not None and after.id == before.id:
        return
    allowed = words.changes_for(by, before.id).get(after.id if after else 0)
    if allowed is None or after is None:
        raise Refused(_("This change is not possible from where the case stands now."), "status")
    if is_closed_for_good(case):
        raise Refused(_("This case is closed for good. Open a new one that follows up on it."), "status")
    _require_reason(allowed, reason)
    closing = closing_reason(session, by, after, why)
    note = write_note(session, by=by, case=case, body=reason) if reason.strip() else None
    set_status(session, case, after)
    changes = {"status": [before.code, after.code], **put_closing_reason(case, closing)}
    record(session, case, _kind(before, after), by=by.person_id, note=note, **changes)
    session.flush()


def _refuse_stale(session: Session, case: Case, was: str, to: str) -> None:
    now = scales(session).statuses[case.status_id].code
    if now not in (was, to):
        raise Stale([("status", now, to)])


def _kind(before: StatusWord, after: StatusWord) -> str:
    """A customer who refuses a solution does not reopen: that was never settled."""
    is_reopened = after.is_open and not (before.is_open or before.awaits_customer)
    return "reopened" if is_reopened else "status_changed"


def _require_reason(allowed: Allowed, reason: str) -> None:
    if allowed.needs_reason and not reason.strip():
        raise Refused(_("Add a word of explanation, so that we know what is missing."), "reason")
