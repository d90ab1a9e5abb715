"""Who may write what happened to a case, and what follows from it."""

from typing import Final

from app.access.viewer import Viewer
from app.access.writing.change import ADD, Change
from app.access.writing.look import Look
from app.access.writing.of_cases import fits_note, may_add_to

# What customers do to a case. Everything else that happens to one is done by the desk, or by the clock.
BY_CUSTOMERS: Final = frozenset(
    {
        "opened",
        "edited",
        "owner_changed",
        "noted",
        "task_noted",
        "note_edited",
        "note_withdrawn",
        "note_restored",
        "status_changed",
        "reopened",
        "priority_changed",
        "escalated",
        "escalation_withdrawn",
        "rated",
        "shared",
        "unshared",
        "linked",
        "file_added",
        "file_described",
        "file_withdrawn",
        "file_brought_back",
    }
)


def case_event(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own act, of a kind that one's side does; never changed."""
    row = change.row
    if change.kind != ADD or row.actor_id != viewer.person_id:
        return False
    if not viewer.is_staff and row.kind not in BY_CUSTOMERS:
        return False
    if row.is_internal and not viewer.reach("note.internal").covers(look.case(row.case_id)):
        return False
    return may_add_to(viewer, look, row.case_id) and fits_note(look, viewer, row)


def pending_event(look: Look, viewer: Viewer, change: Change) -> bool:
    """What follows from one's own act."""
    return (
        change.kind == ADD and viewer.person_id is not None and change.row.event.actor_id == viewer.person_id
    )
