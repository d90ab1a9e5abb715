"""Changing how urgent a case is, with the word that explains it."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.cases.touch import lock, touch
from app.closing.count import heard_of
from app.conversation.post_note import write_note
from app.events import record
from app.refused import Refused, Stale
from app.setup.scales import PriorityWord, Scales, scales
from models.case import Case


def change_priority(
    session: Session, *, by: Viewer, case: Case, to: str, was: str = "", reason: str = ""
) -> None:
    """Set the priority with code `to`, of the scale that the case has; the reason becomes a note.

    `was` is the one that the person saw. Raises OutOfReach without the right to edit the case, Stale when it
    is another one by now, Refused for a closed case, a priority that is not offered, or a customer who does
    not say why.
    """
    require_edit(session, by, case)
    lock(session, case)
    words = scales(session)
    before, after = words.priorities[case.priority_id], words.priority_by_code.get(to)
    if after is not None and after.id == before.id:
        return
    if after is None or after not in priorities_for(words, before.id):
        raise Refused(_("Choose a priority."), "priority")
    if was and was != before.code:
        raise Stale([("priority", before.code, after.code)])
    _require_sense(by, case, reason)
    note = write_note(session, by=by, case=case, body=reason) if reason.strip() else None
    case.priority_id, case.priority_rank = after.id, after.rank
    touch(case)
    if not by.is_staff:
        heard_of(session, case)
    record(session, case, "priority_changed", by=by.person_id, note=note, priority=[before.code, after.code])
    session.flush()


def _require_sense(by: Viewer, case: Case, reason: str) -> None:
    if not case.is_open:
        raise Refused(_("This case is closed. Its priority changes when it is open again."), "priority")
    if not by.is_staff and not reason.strip():
        raise Refused(_("Tell us why, so that we understand how urgent it is."), "priority-reason")


def priorities_for(words: Scales, priority_id: int) -> list[PriorityWord]:
    """What a case with this priority may have: it stays on its scale."""
    return words.offered_on(words.priorities[priority_id].scale)
