"""Changing where a case stands: what is allowed, to whom, is data (FEATURES D4)."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.cases.touch import set_status
from app.conversation.post_note import write_note
from app.events import record
from app.refused import Refused
from app.setup.scales import Allowed, scales
from models.case import Case


def change_status(session: Session, *, by: Viewer, case: Case, to: str, reason: str = "") -> None:
    """Set the status with code `to`; the reason, where one is given, becomes a note.

    Raises OutOfReach without the right to edit the case, Refused when the change is not allowed from here or
    the reason that this change asks for is missing.
    """
    require_edit(session, by, case)
    words = scales(session)
    before, after = words.statuses[case.status_id], words.status_by_code.get(to)
    if after is not None and after.id == before.id:
        return
    allowed = words.changes_for(by, before.id).get(after.id if after else 0)
    if allowed is None or after is None:
        raise Refused(_("This change is not possible from where the case stands now."), "status")
    _require_reason(allowed, reason)
    note = write_note(session, by=by, case=case, body=reason) if reason.strip() else None
    set_status(session, case, after)
    record(session, case, "status_changed", by=by.person_id, note=note, status=[before.code, after.code])
    session.flush()


def _require_reason(allowed: Allowed, reason: str) -> None:
    if allowed.needs_reason and not reason.strip():
        raise Refused(_("Add a word of explanation, so that we know what is missing."), "reason")
