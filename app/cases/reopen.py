"""Opening a closed case again, with a word of explanation and in time."""

from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.change_status import change_status
from app.cases.rights import require_edit
from app.closing.count import is_closed_for_good
from app.refused import Refused
from app.setup.scales import scales
from models.case import Case

REOPENED: Final = "in_progress"


def reopen(session: Session, *, by: Viewer, case: Case, reason: str) -> None:
    """The case is in progress again; the reason becomes a note.

    Raises OutOfReach without the right to edit the case, Refused when it is open, closed for good, not this
    person's to reopen, or nobody said why.
    """
    require_edit(session, by, case)
    if case.is_open:
        raise Refused(_("This case is open already."))
    if not reason.strip():
        raise Refused(_("Tell us why it is not solved, so that we know where to go on."), "reason")
    change_status(session, by=by, case=case, to=REOPENED, reason=reason)


def may_reopen(session: Session, by: Viewer, case: Any) -> bool:
    """Whether `by`, who may edit the case (a row or its page), can reopen it now. Costs no query."""
    words = scales(session)
    after = words.status_by_code.get(REOPENED)
    allowed = after is not None and after.id in words.changes_for(by, case.status_id)
    return allowed and not case.is_open and not is_closed_for_good(case)
