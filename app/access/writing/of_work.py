"""Who may write work in the background: one asks for one's own, sets it going and stops it."""

from app.access.viewer import Viewer
from app.access.writing.change import ADD, CHANGE, Change
from app.access.writing.look import Look

ASKED_FOR = ("prepared", "waiting")
STEPS = frozenset({"state", "asked", "total", "not_before", "finished_at"})
MADE_BY_THE_WORKER = ("result_key", "seen_with")


def background_work(look: Look, viewer: Viewer, change: Change) -> bool:
    """What the worker makes of it is the system's to write."""
    row = change.row
    if viewer.person_id is None or row.person_id != viewer.person_id:
        return False
    if change.kind == ADD:
        return row.state in ASKED_FOR and not any(getattr(row, name) for name in MADE_BY_THE_WORKER)
    return change.kind == CHANGE and change.is_within(STEPS) and row.state in (*ASKED_FOR, "cancelled")
