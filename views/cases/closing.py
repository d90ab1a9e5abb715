"""What the page of a case says of closing."""

from datetime import datetime
from typing import Any, NamedTuple

from app.access.viewer import Viewer
from app.cases.reopen import may_reopen
from app.closing.count import is_closed_for_good
from app.closing.reasons import ReasonWord, closing_reasons
from app.database import db


class Closing(NamedTuple):
    """`resolves_at` while an answer is pending; `may_reopen` until `reopens_until`; then `for_good_since`."""

    why: ReasonWord | None
    reasons: list[ReasonWord]
    resolves_at: datetime | None
    reopens_until: datetime | None
    for_good_since: datetime | None
    may_reopen: bool
    may_follow_up: bool


def closing_of(case: Any, by: Viewer) -> Closing:
    """Costs no query."""
    session, is_pending = db.session(), case.pending_since is not None
    reasons, for_good = closing_reasons(session), is_closed_for_good(case)
    return Closing(
        why=None if case.is_open else reasons.find(case.closing_reason_id),
        reasons=reasons.offered if by.is_staff else [],
        resolves_at=case.closes_at if is_pending else None,
        reopens_until=None if case.is_open or is_pending or for_good else case.closes_at,
        for_good_since=(case.closed_for_good_at or case.closes_at) if for_good else None,
        may_reopen=bool(case.may_edit) and not is_pending and may_reopen(session, by, case),
        may_follow_up=for_good and by.may("can_create", "Cases"),
    )
