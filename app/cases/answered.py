"""A case that waited for its customer does so no longer once the customer has answered."""

from typing import Any

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.touch import set_status
from app.setup.scales import scales
from models.case import Case


def answered(session: Session, by: Viewer, case: Case) -> dict[str, Any]:
    """Set an open case that waited in progress; answers what changed, for the event of the answer."""
    words = scales(session)
    before, after = words.statuses[case.status_id], words.status_by_code.get("in_progress")
    if by.is_staff or after is None or not (before.is_open and before.awaits_customer):
        return {}
    set_status(session, case, after)
    return {"status": [before.code, after.code]}
