"""The service desk reviews how severe a case is, apart from the priority that the customer chose."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.conversation.post_note import write_note
from app.events import record
from app.refused import NotAllowed, Refused
from app.setup.severities import severities
from models.case import Case


def set_severity(session: Session, *, by: Viewer, case: Case, to: str, reason: str) -> None:
    """Give the severity with code `to`; the reason becomes a note that the customer reads.

    Raises OutOfReach, NotAllowed for who does not work at the desk, Refused with the field.
    """
    require_edit(session, by, case)
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()
    known = severities(session)
    after = next((one for one in known.values() if one.code == to and one.is_offered), None)
    if after is None:
        raise Refused(_("Choose a severity."), "severity")
    if after.id == case.severity_id:
        return
    if not reason.strip():
        raise Refused(_("Say why: the customer reads it with the severity."), "severity-reason")
    before = known.get(case.severity_id or 0)
    note = write_note(session, by=by, case=case, body=reason)
    case.severity_id = after.id
    touch(case)
    changes: dict[str, Any] = {"severity": [before and before.code, after.code]}
    record(session, case, "severity_changed", by=by.person_id, note=note, **changes)
    session.flush()
