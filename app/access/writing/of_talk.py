"""Who may write notes, what was said before, tasks, drafts, and that somebody is there."""

from app.access.place import Place
from app.access.viewer import Viewer
from app.access.writing.change import ADD, CHANGE, REMOVE, Change
from app.access.writing.look import Look
from models.note_draft import NoteDraft
from models.note_version import NoteVersion
from models.person import Person
from models.presence import Presence
from models.task import Task

# What its author does with a note that is there: other words, taking it back, and giving it again.
CORRECTED = frozenset({"body", "edited_at", "withdrawn_at", "changed_at"})
WORKED_ON = frozenset({"title", "owner_id", "owner", "state", "due_on", "done_at"})


def note(look: Look, viewer: Viewer, change: Change) -> bool:
    """Written by oneself, and corrected by nobody else, never without a mark; it stays where it is."""
    row, place = change.row, look.case(change.row.case_id)
    if row.author_id != viewer.person_id or not may_note(viewer, place):
        return False
    if change.kind == CHANGE:
        return change.touches("changed_at") and change.is_within(CORRECTED)
    if row.is_internal and not viewer.reach("note.internal").covers(place):
        return False
    is_fit = change.kind == ADD and row.side == _side(viewer)
    return is_fit and _answers(look, row) and _belongs(look, viewer, row)


def may_note(viewer: Viewer, place: Place) -> bool:
    """Who may edit the case, and with whom it was shared for that."""
    return any(viewer.reach(act).covers(place) for act in ("case.edit", "case.note"))


def _answers(look: Look, row: object) -> bool:
    """What it answers is on the same case, and not less open than it."""
    note_id = getattr(row, "reply_to_id", None)
    if note_id is None:
        return True
    case_id, _author, is_internal = look.note(note_id)
    return case_id == getattr(row, "case_id", 0) and (getattr(row, "is_internal", False) or not is_internal)


def _belongs(look: Look, viewer: Viewer, row: object) -> bool:
    """A task of the same case, not less open; a customer names one only by answering a note of it."""
    task_id, answered = getattr(row, "task_id", None), getattr(row, "reply_to_id", None)
    if task_id is None:
        return not getattr(row, "task_title", "")
    task = look.task(task_id)
    if task is None or task[:2] != (getattr(row, "case_id", 0), getattr(row, "task_title", "")):
        return False
    if viewer.is_staff:
        return getattr(row, "is_internal", False) or not task[2]
    return answered is not None and look.task_of_note(answered) == task_id


def note_version(look: Look, viewer: Viewer, change: Change) -> bool:
    """Written with the correction of one's own note; removed when that is given again."""
    row: NoteVersion = change.row
    if change.kind == CHANGE or viewer.person_id is None or row.person_id != viewer.person_id:
        return False
    if change.kind == REMOVE:
        return row.is_withdrawn
    said = (row.case_id, viewer.person_id, row.is_internal)
    return row.side == _side(viewer) and look.note(row.note_id) == said


def task(look: Look, viewer: Viewer, change: Change) -> bool:
    """Who works at the desk, for the desk: on which case it is, and for whom, stays as it was made."""
    row: Task = change.row
    if change.kind == REMOVE or not (viewer.is_staff and viewer.may("can_edit", "Desk")):
        return False
    if not viewer.reach("case.edit").covers(look.case(row.case_id)):
        return False
    is_own_act = row.created_by_id == viewer.person_id if change.kind == ADD else change.is_within(WORKED_ON)
    return is_own_act and bool(look.people({row.owner_id}, Person.is_staff.is_(True)))


def note_draft(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own, on a case that one may see."""
    row: NoteDraft = change.row
    return _is_mine(look, viewer, change, row.person_id, row.case_id)


def presence(look: Look, viewer: Viewer, change: Change) -> bool:
    row: Presence = change.row
    return _is_mine(look, viewer, change, row.person_id, row.case_id) and row.side == _side(viewer)


def _is_mine(look: Look, viewer: Viewer, change: Change, person_id: int, case_id: int) -> bool:
    if viewer.person_id is None or person_id != viewer.person_id or change.before("person_id"):
        return False
    return change.kind == REMOVE or viewer.reach("case.view").covers(look.case(case_id))


def _side(viewer: Viewer) -> str:
    return "desk" if viewer.is_staff else "customer"
