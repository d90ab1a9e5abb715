"""What the customer thought of it: once per case, after closing, and changed for a week."""

from datetime import timedelta
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.rights import require_edit
from app.content.printable import printable
from app.events import record
from app.refused import Refused
from app.setup.scales import scales
from models.case import Case
from models.rating import SCORES, Rating

CHANGEABLE: Final = timedelta(days=7)
LONGEST: Final = 2_000


def rate(session: Session, *, by: Viewer, case: Case, score: int | None, remark: str) -> None:
    """Give a rating, or change the one there is. Two at once: the second fails on a unique key.

    Raises OutOfReach without the right to edit the case; Refused for our own people, for a case that is not
    closed, and a week after the first one.
    """
    require_edit(session, by, case)
    found = session.scalar(select(Rating).where(Rating.case_id == case.id))
    if by.is_staff:
        raise Refused(_("Customers rate a case, not our own people."))
    if not (may_be_rated(session, case) if found is None else may_change(found)):
        raise Refused(_("This case cannot be rated now."))
    if score not in SCORES:
        raise Refused(_("Choose how satisfied you are."), "score")
    _write(session, by, case, found, score, _clean(remark))


def may_be_rated(session: Session, case: Any) -> bool:
    """Whether it is closed, and nothing is asked of the customer any more."""
    status = scales(session).statuses[case.status_id]
    return not status.is_open and not status.awaits_customer


def may_change(rating: Any) -> bool:
    return bool(clock.now() < rating.rated_at + CHANGEABLE)


def _write(session: Session, by: Viewer, case: Case, found: Rating | None, score: int, remark: str) -> None:
    before = (found.score, found.remark) if found else (None, "")
    if before == (score, remark):
        return
    if found is None:
        found = Rating(case_id=case.id)
        session.add(found)
        put(found, rated_at=clock.now())
    else:
        put(found, changed_at=clock.now())
    found.person_id, found.remark = by.person_id or 0, remark
    put(found, score=score)
    put(case, rating=score)
    changes: dict[str, Any] = {"rating": [before[0], score]} if before[0] != score else {}
    if before[1] != remark:
        changes["remark"] = [before[1] or None, remark]
    record(session, case, "rated", by=by.person_id, **changes)
    session.flush()


def _clean(remark: str) -> str:
    text: str = printable(remark).replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Refused(_("Make the text shorter: at most %(most)s characters.", most=LONGEST), "remark")
    return text
