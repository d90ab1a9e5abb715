"""Bringing a case before the management of the service desk, and taking that back."""

from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.check import clean_text
from app.cases.escalation.allowance import allowance_of
from app.cases.nonce import spend
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.events import record
from app.feedback.portal import portal
from app.refused import NotAllowed, Refused
from models.case import Case
from models.escalation import Escalation

LONGEST: Final = 5_000


def escalate(
    session: Session, *, by: Viewer, case: Case, reason: str, expectation: str, nonce: str
) -> Escalation:
    """Raise the case; management is told. Both texts are needed.

    Raises OutOfReach without the right to edit the case; Refused when it is closed or escalated already, and
    when the escalations of this month are used up. Two at once: the second fails on a unique key.
    """
    require_edit(session, by, case)
    if why := why_not(session, case):
        raise Refused(why)
    said = {
        "reason": _clean(reason, "reason", _("Tell us why you escalate this case.")),
        "expectation": _clean(expectation, "expectation", _("Tell us what you expect to happen.")),
    }
    found = _counted(session, case, Escalation(**said), by)
    session.add(found)
    spend(session, by=by, nonce=nonce, case=case)
    texts = {name: [None, text] for name, text in said.items()}
    put_state(session, case, "raised", "escalated", by=by, **texts)
    return found


def _counted(session: Session, case: Case, found: Escalation, by: Viewer) -> Escalation:
    """The next of the month. Raises Refused when they are used up."""
    allowance = allowance_of(session, case)
    if allowance.is_used_up:
        raise Refused(_("The escalations of this month are used up."))
    found.case_id, found.raised_by_id, found.answer, found.version = case.id, by.person_id or 0, "", 1
    counted = {"counted_as": allowance.counted_as, "slot": allowance.used + 1}
    put(found, session, state="raised", raised_at=clock.now(), **counted)
    return found


def withdraw_escalation(session: Session, *, by: Viewer, case: Case) -> None:
    """The customer needs it no more: any customer who may edit the case, of our own people who raised it."""
    require_edit(session, by, case)
    found = open_escalation(session, case)
    if found is None:
        raise Refused(_("No escalation of this case goes on."))
    if by.is_staff and found.raised_by_id != by.person_id:
        raise NotAllowed()
    put(found, state="cancelled", ended_at=clock.now())
    found.ended_by_id, found.version = by.person_id, found.version + 1
    put_state(session, case, "cancelled", "escalation_withdrawn", by=by)


def why_not(session: Session, case: Case) -> str:
    """Why this case cannot be escalated as it stands; empty when it can."""
    why = ""
    if case.account_id == portal(session)[1]:
        why = _("Feedback about the portal is not escalated: those who run the portal read it themselves.")
    elif not case.is_open:
        why = _("This case is closed. Reopen it first; then it can be escalated.")
    elif open_escalation(session, case) is not None:
        why = _("This case is escalated already.")
    return why


def open_escalation(session: Session, case: Case) -> Escalation | None:
    """The one that goes on."""
    going_on = Escalation.case_id == case.id, Escalation.ended_at.is_(None)
    return session.scalar(select(Escalation).where(*going_on))


def put_state(session: Session, case: Case, state: str, kind: str, *, by: Viewer, **texts: Any) -> None:
    """What the case repeats, and the event."""
    before = case.escalation_state
    put(case, escalation_state=state)
    touch(case)
    record(session, case, kind, by=by.person_id, escalation=[before, state], **texts)
    session.flush()


def _clean(text: str, field: str, empty: str) -> str:
    text = clean_text(text, field, empty)
    if len(text) > LONGEST:
        raise Refused(_("Make the text shorter: at most %(most)s characters.", most=LONGEST), field)
    return text
