"""Who may write views of the case list that people build."""

from app.access.viewer import Viewer
from app.access.writing.change import ADD, REMOVE, Change
from app.access.writing.look import Look
from models.list_view import ListView


def list_view(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own; a shared one also when its maker has left those it is shared with. None is erased."""
    row = change.row
    if change.kind == REMOVE or not _belongs(viewer, row):
        return False
    if change.kind == ADD:
        return bool(row.person_id == viewer.person_id)
    return not change.touches("person_id") and _was_in_sight(viewer, change) and _keeps(look, viewer, change)


def _belongs(viewer: Viewer, row: ListView) -> bool:
    """Shared only with an own account, or among our own people, by those who may share."""
    if row.audience == "me":
        return row.account_id is None and row.person_id == viewer.person_id
    if not viewer.may("can_share", "Case views"):
        return False
    if row.audience == "staff":
        return viewer.is_staff and row.account_id is None
    return row.audience == "account" and row.account_id in _places(viewer)


def _was_in_sight(viewer: Viewer, change: Change) -> bool:
    was_staffs = "staff" in change.before("audience")
    places = {None, *_places(viewer)}
    return places.issuperset(change.before("account_id")) and (viewer.is_staff or not was_staffs)


def _keeps(look: Look, viewer: Viewer, change: Change) -> bool:
    row = change.row
    if row.person_id == viewer.person_id:
        return True
    is_the_same = not change.touches("audience", "account_id")
    return is_the_same and not look.is_still_of(row.person_id, row.account_id)


def _places(viewer: Viewer) -> set[int]:
    return {place.id for place in viewer.places}
