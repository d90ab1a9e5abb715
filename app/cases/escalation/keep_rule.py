"""Keeping how often one may escalate."""

from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.escalation.allowance import ONLY
from app.refused import Refused
from app.setup.rights import require_configuring
from models.escalation import COUNTED, EscalationRule

MOST: Final = 1_000


def keep_rule(session: Session, *, by: Viewer, allowance: int | None, counted_for: str) -> EscalationRule:
    """How many in a month, of an account or of its whole tree. Raises Refused, NotAllowed."""
    require_configuring(by)
    if allowance is None or not 0 <= allowance <= MOST:
        raise Refused(_("Enter a number from 0 to 1000."), "allowance")
    if counted_for not in COUNTED:
        raise Refused(_("Choose of whom they are counted."), "counted_for")
    row = session.get(EscalationRule, ONLY) or EscalationRule(id=ONLY)
    row.allowance, row.counted_for = allowance, counted_for
    session.add(row)
    session.flush()
    return row
