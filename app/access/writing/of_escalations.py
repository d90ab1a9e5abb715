"""Who may write escalations of a case, and what the customer thought of it afterwards."""

from typing import Final

from app.access.viewer import Viewer
from app.access.writing.change import ADD, CHANGE, REMOVE, Change
from app.access.writing.look import Look

ANSWERED: Final = frozenset(
    {"state", "answer", "handled_by_id", "handled_by", "handled_at", "ended_by_id", "ended_at", "version"}
)
WITHDRAWN: Final = frozenset({"state", "ended_by_id", "ended_at", "version"})
RATED: Final = frozenset({"score", "remark", "person_id", "person", "changed_at"})


def escalation(look: Look, viewer: Viewer, change: Change) -> bool:
    """Raised under one's own name by who may edit the case; answered by management. It is never removed."""
    row = change.row
    if change.kind == REMOVE or not viewer.reach("case.edit").covers(look.case(row.case_id)):
        return False
    if change.kind == ADD:
        is_new = row.state == "raised" and row.ended_at is None and row.handled_by_id is None
        return is_new and not row.answer and row.raised_by_id == viewer.person_id
    if viewer.may("can_manage", "Escalations"):
        return change.is_within(ANSWERED) and row.handled_by_id == viewer.person_id
    return _is_withdrawn(viewer, change)


def _is_withdrawn(viewer: Viewer, change: Change) -> bool:
    row = change.row
    is_ours = not viewer.is_staff or row.raised_by_id == viewer.person_id
    is_ended = row.state == "cancelled" and row.ended_by_id == viewer.person_id
    return is_ours and is_ended and change.is_within(WITHDRAWN)


def rating(look: Look, viewer: Viewer, change: Change) -> bool:
    """By customers who may edit the case, once it is closed, under their own name; changed, never removed."""
    row = change.row
    if change.kind == REMOVE or viewer.is_staff or row.person_id != viewer.person_id:
        return False
    if change.kind == CHANGE and not change.is_within(RATED):
        return False
    standing = look.standing(row.case_id)
    if standing is None or standing.is_open:
        return False
    return viewer.reach("case.edit").covers(look.case(row.case_id))
