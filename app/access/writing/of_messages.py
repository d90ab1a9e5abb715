"""Who may write messages, and who may say that one was read."""

from app.access.audience import messages
from app.access.viewer import Viewer
from app.access.writing.change import CHANGE, REMOVE, Change
from app.access.writing.look import Look


def message(look: Look, viewer: Viewer, change: Change) -> bool:
    """Written under one's own name; what was once there is withdrawn and never removed."""
    if change.kind == REMOVE or not viewer.may("can_edit", "Messages"):
        return False
    if change.kind == CHANGE:
        return not change.touches("author_id", "author", "created_at")
    return bool(change.row.author_id == viewer.person_id)


def message_audience(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.may("can_edit", "Messages")


def message_read(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own mark, on a message that one sees: another one is not even told apart from none."""
    row = change.row
    if viewer.person_id is None or row.person_id != viewer.person_id or change.kind == CHANGE:
        return False
    return change.kind == REMOVE or look.sees_message(messages(viewer), row.message_id)
