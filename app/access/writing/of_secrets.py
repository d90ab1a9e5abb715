"""Who may keep, erase and use credentials."""

from app.access.viewer import Viewer
from app.access.writing.change import ADD, REMOVE, Change
from app.access.writing.look import Look
from models.request_draft import RequestDraft

KEPT_WITH = frozenset({"case_id", "draft_key", "sealed", "key_id", "person_id", "kept_at", "erased_at"})
ALONG = frozenset({"case", "draft", "person"})


def secret(look: Look, viewer: Viewer, change: Change) -> bool:
    """In one's own draft; on a case for who edits it and sees its account. A case keeps its row."""
    row, before = change.row, change.before("draft_key")
    for key in {row.draft_key, *before} - {None}:
        if not look.is_there(RequestDraft.key, key, RequestDraft.person_id == (viewer.person_id or 0)):
            return False
    if change.kind == ADD and row.person_id != viewer.person_id:
        return False
    if row.case_id is None:
        return row.draft_key is not None
    if change.kind == REMOVE or row.draft_key is not None:
        return False
    return (change.kind == ADD or change.is_within(KEPT_WITH | ALONG)) and _may_use(look, viewer, row.case_id)


def support_access(look: Look, viewer: Viewer, change: Change) -> bool:
    """Written once, of oneself; only our own people read credentials and enter systems."""
    row = change.row
    if change.kind != ADD or viewer.person_id is None or row.person_id != viewer.person_id:
        return False
    return (viewer.is_staff or row.kind in ("erased", "replaced")) and _may_use(look, viewer, row.case_id)


def _may_use(look: Look, viewer: Viewer, case_id: int) -> bool:
    place = look.case(case_id)
    if viewer.is_staff:
        return viewer.may("can_read", "Credentials") and viewer.reach("case.view").covers(place)
    opens = any(viewer.reach(act).covers(place) for act in ("case.edit", "case.create"))
    return opens and viewer.reach("account.view").covers(place)
