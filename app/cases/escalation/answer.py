"""Management answers an escalation: where it stands, and what the customer is told."""

from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.check import clean_text
from app.cases.escalation.escalate import LONGEST, open_escalation, put_state
from app.cases.rights import require_edit
from app.refused import NotAllowed, Refused, Stale
from models.case import Case
from models.escalation import ENDED, STATES, Escalation

MANAGING: Final = ("can_manage", "Escalations")


def answer_escalation(
    session: Session, *, by: Viewer, case: Case, to: str, answer: str, version: int
) -> None:
    """Put the escalation that goes on in the state `to`. An answer is needed to end it.

    Raises NotAllowed for who does not manage escalations, Refused, and Stale when somebody was first.
    """
    require_edit(session, by, case)
    if not by.may(*MANAGING):
        raise NotAllowed()
    found = open_escalation(session, case)
    if found is None:
        raise Refused(_("No escalation of this case goes on."))
    if to not in STATES or to == "raised":
        raise Refused(_("Choose where the escalation stands now."), "to")
    text = _clean(answer, is_needed=to in ENDED)
    if version != found.version:
        raise Stale(_differences(found, to, text))
    before = found.answer
    put(found, state=to, handled_at=clock.now())
    found.answer, found.handled_by_id = text or found.answer, by.person_id
    if to in ENDED:
        put(found, ended_at=clock.now())
        found.ended_by_id = by.person_id
    found.version += 1
    said = {"answer": [before or None, text]} if text and text != before else {}
    put_state(session, case, to, "escalation_answered", by=by, **said)


def _clean(answer: str, *, is_needed: bool) -> str:
    if not answer.strip() and not is_needed:
        return ""
    text = clean_text(answer, "answer", _("Tell the customer what was decided."))
    if len(text) > LONGEST:
        raise Refused(_("Make the text shorter: at most %(most)s characters.", most=LONGEST), "answer")
    return text


def _differences(found: Escalation, to: str, text: str) -> list[tuple[object, str, str]]:
    said = [("escalation", found.state, to), ("answer", found.answer, text)]
    return [(label, theirs, mine) for label, theirs, mine in said if theirs != mine]
