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
MOVED_BY_A_NOTE = frozenset({"updated_at", "last_note_at"})
BELONGS_TO = ("case_id", "message_id", "article_id")
TAKEN_BACK = frozenset({"undone_at", "undone_by_id"})
FOLLOWING = frozenset({"is_muted", "seen_at", "at"})
WATCHING = frozenset({"with_below", "at"})
SENT_WITH = frozenset(
    {*BELONGS_TO, "case", "message", "article", "note_id", "note", "nonce", "is_internal", "description"}
)
SAID_LATER = frozenset({"description", "withdrawn_at", "withdrawn_by_id", "withdrawn_by"})


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
    if row.merged_into_id is not None or not (viewer.is_staff or row.team_id is row.severity_id is None):
        return False
    place = look.case(row.id)
    return row.is_open and place.owner_id == row.owner_id and viewer.reach("case.create").covers(place)


def _may_change(look: Look, viewer: Viewer, change: Change) -> bool:
    reach = viewer.reach("case.edit")
    if change.row.merged_into_id is not None or change.touches("merged_into_id"):
        return False
    if change.is_within(MOVED_BY_A_NOTE) and viewer.reach("case.note").covers(look.case(change.row.id)):
        return True
    places = [look.case(change.row.id), *(look.account(id_) for id_ in change.before("account_id"))]
    if change.touches(*FIXED) or not all(reach.covers(place) for place in places):
        return False
    if not (reach.every or (change.is_within(CASE_FIELDS) and _gives_no_reason(change))):
        return False
    if change.touches("owner_id") and not viewer.reach("account.view").covers(places[0]):
        return False  # a parallel account edits the case; whose it is, it may not even know
    return _may_take_this_step(look, viewer, change)


def _gives_no_reason(change: Change) -> bool:
    """Customers reopen, which ends the reason for closing; giving one is for the desk."""
    return change.row.closing_reason_id is None or not change.touches("closing_reason_id", "closing_reason")


def _may_take_this_step(look: Look, viewer: Viewer, change: Change) -> bool:
    """Which change of status is allowed to whom is data."""
    return all(look.allows(viewer.role_ids, id_, change.row.status_id) for id_ in change.before("status_id"))


def _agrees(look: Look, change: Change) -> bool:
    """What a case repeats of priority and status is what they say."""
    row = change.row
    if change.kind == CHANGE and not change.touches(*STANDING):
        return True
    return look.standing(row.id) == (row.priority_rank, row.status_rank, row.is_open)


def _knows_the_people(look: Look, viewer: Viewer, change: Change) -> bool:
    """Nobody can be put on a case, or asked about through one, whom the viewer may not see."""
    if viewer.reach("contact.view").every:  # that there is such a person, the database knows
        return True
    touched = [field for field in PEOPLE if change.kind == ADD or change.touches(field)]
    ids = {getattr(change.row, field) for field in touched} - {None, viewer.person_id}
    return not ids or look.people(ids, people(viewer)) == ids


def attachment(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own file, waiting for its form or going to what one may edit; later only words about it."""
    row = change.row
    if row.case_id is not None and change.is_within(SAID_LATER):
        return _keeps_the_file(look, viewer, change)
    waited = change.kind == ADD or not any(_stood(change, column) for column in BELONGS_TO)
    if row.person_id != viewer.person_id or not waited:
        return False
    if change.kind == CHANGE and not change.is_within(SENT_WITH):
        return False
    if row.case_id is None:
        return _goes_into_a_text(viewer, row)
    return row.message_id is row.article_id is None and _goes_along(look, viewer, change)


def _keeps_the_file(look: Look, viewer: Viewer, change: Change) -> bool:
    """Its sender, who still writes there, and the desk; who takes it back says who that is.

    What the desk took back its sender does not touch.
    """
    row: Attachment = change.row
    place, is_mine = look.case(row.case_id), row.person_id == viewer.person_id
    if row.is_internal and not viewer.reach("note.internal").covers(place):
        return False
    takers, is_desk = {row.withdrawn_by_id, *change.before("withdrawn_by_id")}, viewer.may("can_edit", "Desk")
    is_honest = row.withdrawn_by_id in (None, viewer.person_id)
    is_theirs = is_desk or (is_mine and takers <= {None, viewer.person_id})
    writes = any(viewer.reach(act).covers(place) for act in ("case.edit", "case.note"))
    return is_honest and is_theirs and writes


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
    return may_add_to(viewer, look, row.case_id) and fits_note(look, viewer, row)


def fits_note(look: Look, viewer: Viewer, row: Attachment | CaseEvent) -> bool:
    """A note named with it is the writer's own, on the same case, and not less open than it says."""
    if row.note_id is None:
        return True
    case_id, author_id, is_internal = look.note(row.note_id)
    return (case_id, author_id) == (row.case_id, viewer.person_id) and (row.is_internal or not is_internal)


def may_add_to(viewer: Viewer, look: Look, case_id: int | None) -> bool:
    place = look.case(case_id)
    return any(viewer.reach(act).covers(place) for act in ("case.edit", "case.create", "case.note"))


def form_nonce(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own form, and a case that it could have made."""
    row = change.row
    if change.kind != ADD or row.person_id != viewer.person_id or row.person_id is None:
        return False
    return row.case_id is None or viewer.reach("case.view").covers(look.case(row.case_id))


def subscription(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own: to a case that one may see; leaving is always possible."""
    row = change.row
    if row.person_id != viewer.person_id or (change.kind == CHANGE and not change.is_within(FOLLOWING)):
        return False
    return change.kind == REMOVE or viewer.reach("case.view").covers(look.case(row.case_id))


def case_link(look: Look, viewer: Viewer, change: Change) -> bool:
    """From a case that one writes on to one that one sees; the desk takes links away."""
    row = change.row
    sees_both = all(viewer.reach("case.view").covers(look.case(id_)) for id_ in (row.case_id, row.other_id))
    if not sees_both or change.kind == CHANGE:
        return False
    if change.kind == REMOVE:
        return viewer.is_staff and viewer.reach("case.edit").covers(look.case(row.case_id))
    return row.person_id == viewer.person_id and may_add_to(viewer, look, row.case_id)


def case_merge(look: Look, viewer: Viewer, change: Change) -> bool:
    """By the desk, between two cases that one may edit; afterwards it is taken back, and nothing else."""
    row, reach = change.row, viewer.reach("case.edit")
    is_mine = change.kind == ADD and row.person_id == viewer.person_id
    if not (is_mine or change.is_within(TAKEN_BACK)) or not viewer.may("can_edit", "Desk"):
        return False
    return all(reach.covers(look.case(id_)) for id_ in (row.case_id, row.into_id))


def account_watch(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own: of an account whose cases one may see; leaving is always possible."""
    row = change.row
    if row.person_id != viewer.person_id or (change.kind == CHANGE and not change.is_within(WATCHING)):
        return False
    return change.kind == REMOVE or viewer.reach("case.view").covers(look.account(row.account_id))
