"""The reason that the desk gives when it closes a case."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.closing.reasons import ReasonWord, closing_reasons
from app.refused import Refused
from app.setup.scales import StatusWord
from models.case import Case


def closing_reason(session: Session, by: Viewer, after: StatusWord, why: str) -> ReasonWord | None:
    """The reason with the code `why`, where a status that closes is set. Customers give none.

    Raises Refused with the field `why` when one is needed, or this one is not offered.
    """
    if after.is_open or not by.is_staff:
        return None
    found = closing_reasons(session).called(why) if why else None
    if why and (found is None or not found.is_offered):
        raise Refused(_("Choose one of the reasons."), "why")
    if found is None and after.needs_closing_reason:
        raise Refused(_("Choose why the case is closed: the customer is told."), "why")
    return found


def put_closing_reason(case: Case, reason: ReasonWord | None) -> dict[str, Any]:
    """Answers what the event says of it. Without one, the reason given before stays."""
    if reason is None:
        return {}
    put(case, closing_reason_id=reason.id)
    return {"closing_reason": [None, reason.code]}
