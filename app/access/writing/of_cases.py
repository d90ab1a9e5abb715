"""Who may write cases and what hangs on them."""

from typing import Any

from app.access.fields import CASE_FIELDS
from app.access.viewer import Viewer
from app.access.visibility import people
from app.access.writing.change import ADD, CHANGE, REMOVE, Change
from app.access.writing.look import Look
from models.conversation import Attachment
from models.event import CaseEvent

FIXED = ("number", "created_at", "opened_by_id", "opened_by")
PEOPLE = ("owner_id", "opened_by_id", "assignee_id")
STANDING = ("priority_id", "priority_rank", "status_id", "status_rank", "is_open")
BELONGS_TO = ("case_id", "message_id", "article_id")
SENT_WITH = frozenset({*BELONGS_TO, "case", "message", "article", "note_id", "note", "nonce", "is_internal"})


def case(look: Look, viewer: Viewer, change: Change) -> bool:
    if change.kind == REMOVE:
        return False
    is_sound = change.row.root_id == look.case(change.row.id).root_id and _agrees(look, change)
    if not is_sound or not _knows_the_people(look, viewer, change):
        return False
    return (_may_open if change.kind == ADD else _may_change)(look, viewer, change)


def _may_open(look: Look, viewer: Viewer, change: Change) -> bool:
    row = change.row
    if row.opened_by_id != viewer.person_id or not (viewer.is_staff or row.assignee_id is None):
        return False
    place = look.case(row.id)
    return row.is_open and place.owner_id == row.owner_id and viewer.reach("case.create").covers(place)


def _may_change(look: Look, viewer: Viewer, change: Change) -> bool:
    reach = viewer.reach("case.edit")
    places = [look.case(change.row.id), *(look.account(id_) for id_ in change.before("account_id"))]
    if change.touches(*FIXED) or not all(reach.covers(place) for place in places):
        return False
    return (reach.every or change.is_within(CASE_FIELDS)) and _may_take_this_step(look, viewer, change)


def _may_take_this_step(look: Look, viewer: Viewer, change: Change) -> bool:
    """Which change of status is allowed to whom is data."""
    return all(look.allows(viewer.role_ids, id_, change.row.status_id) for id_ in change.before("status_id"))


def _agrees(look: Look, change: Change) -> bool:
    """What a case repeats of priority and status is what they say."""
    row = change.row
    if change.kind == CHANGE and not change.touches(*STANDING):
        return True
    return look.standing(row.priority_id, row.status_id) == (row.priority_rank, row.status_rank, row.is_open)


def _knows_the_people(look: Look, viewer: Viewer, change: Change) -> bool:
    """Nobody can be put on a case, or asked about through one, whom the viewer may not see."""
    touched = [field for field in PEOPLE if change.kind == ADD or change.touches(field)]
    ids = {getattr(change.row, field) for field in touched} - {None, viewer.person_id}
    return not ids or look.people(ids, people(viewer)) == ids


def note(look: Look, viewer: Viewer, change: Change) -> bool:
    """A note is written once, by oneself, and never changed."""
    row, place = change.row, look.case(change.row.case_id)
    if change.kind != ADD or row.author_id != viewer.person_id:
        return False
    if row.is_internal and not viewer.reach("note.internal").covers(place):
        return False
    return row.side == ("desk" if viewer.is_staff else "customer") and viewer.reach("case.edit").covers(place)


def attachment(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own file, waiting for its form or going to what one may edit; from then on it stays."""
    row = change.row
    waited = change.kind == ADD or not any(_stood(change, column) for column in BELONGS_TO)
    if row.person_id != viewer.person_id or not waited:
        return False
    if change.kind == CHANGE and not change.is_within(SENT_WITH):
        return False
    if row.case_id is None:
        return _goes_into_a_text(viewer, row)
    return row.message_id is row.article_id is None and _goes_along(look, viewer, change)


def _goes_into_a_text(viewer: Viewer, row: Attachment) -> bool:
    """A picture of a message or an article, for who writes them; of neither, it waits."""
    if row.message_id is not None:
        return row.note_id is row.article_id is None and viewer.may("can_edit", "Messages")
    return row.article_id is None or (row.note_id is None and viewer.may("can_edit", "Knowledge"))


def _stood(change: Change, column: str) -> Any:
    """The value before the change."""
    return (change.before(column) or [getattr(change.row, column)])[0]


def _goes_along(look: Look, viewer: Viewer, change: Change) -> bool:
    row = change.row
    place = look.case(row.case_id)
    if row.is_internal and not viewer.reach("note.internal").covers(place):
        return False
    return _may_add_to(viewer, look, row.case_id) and _fits_note(look, viewer, row)


def _fits_note(look: Look, viewer: Viewer, row: Attachment | CaseEvent) -> bool:
    """A note named with it is the writer's own, on the same case, and not less open than it says."""
    if row.note_id is None:
        return True
    case_id, author_id, is_internal = look.note(row.note_id)
    return (case_id, author_id) == (row.case_id, viewer.person_id) and (row.is_internal or not is_internal)


def _may_add_to(viewer: Viewer, look: Look, case_id: int | None) -> bool:
    place = look.case(case_id)
    return any(viewer.reach(act).covers(place) for act in ("case.edit", "case.create"))


def case_event(look: Look, viewer: Viewer, change: Change) -> bool:
    row = change.row
    if change.kind != ADD or row.actor_id != viewer.person_id:
        return False
    return _may_add_to(viewer, look, row.case_id) and _fits_note(look, viewer, row)


def pending_event(look: Look, viewer: Viewer, change: Change) -> bool:
    """What follows from one's own act."""
    return (
        change.kind == ADD and viewer.person_id is not None and change.row.event.actor_id == viewer.person_id
    )


def form_nonce(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own form, and a case that it could have made."""
    row = change.row
    if change.kind != ADD or row.person_id != viewer.person_id or row.person_id is None:
        return False
    return row.case_id is None or viewer.reach("case.view").covers(look.case(row.case_id))


def subscription(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own: to a case that one may see; leaving is always possible."""
    row = change.row
    if row.person_id != viewer.person_id or change.kind == CHANGE:
        return False
    return change.kind == REMOVE or viewer.reach("case.view").covers(look.case(row.case_id))
