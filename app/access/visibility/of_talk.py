"""Who sees what stands around a conversation: former words of notes, tasks, who is there."""

from sqlalchemy import and_, false, or_

from app.access.viewer import Viewer
from app.access.visibility.of_cases import of_a_case, on_a_case_in
from app.access.visibility.plain import Condition, own
from models.note_version import NoteVersion
from models.presence import Presence
from models.task import Task


def note_versions(viewer: Viewer) -> Condition:
    """Those of one's own side; what was taken back is its writer's alone, for as long as it is kept."""
    mine = NoteVersion.side == side_of(viewer)
    kept = or_(NoteVersion.is_withdrawn.is_(False), own(NoteVersion.person_id)(viewer))
    return and_(mine, kept, of_a_case(NoteVersion, viewer))


def tasks(viewer: Viewer) -> Condition:
    """The desk's alone. What a customer may know of a task stands on its public notes."""
    if not viewer.may("can_read", "Desk"):
        return false()
    return on_a_case_in(viewer.reach("case.view"), Task)


def presences(viewer: Viewer) -> Condition:
    """Our own people see who is there; customers that something is being written that they will read."""
    seen = on_a_case_in(viewer.reach("case.view"), Presence)
    if viewer.is_staff:
        return seen
    writes = and_(Presence.typed_at.is_not(None), Presence.is_internal.is_(False), seen)
    return or_(own(Presence.person_id)(viewer), writes)


def side_of(viewer: Viewer) -> str:
    return "desk" if viewer.is_staff else "customer"
