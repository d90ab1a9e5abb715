"""Adding to the conversation of a case."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.check import clean_text
from app.cases.rights import may_read_internal, require_edit
from app.cases.touch import set_status, touch
from app.events import record
from app.refused import NotAllowed
from app.setup.scales import scales
from models.case import Case
from models.conversation import Note


def post_note(session: Session, *, by: Viewer, case: Case, body: str, is_internal: bool = False) -> Note:
    """A note on the case and its event; a customer's answer sets a case that waited for it in progress again.

    Raises OutOfReach, NotAllowed for an internal note by who may not read them, Refused for an empty one.
    """
    require_edit(session, by, case)
    if is_internal and not may_read_internal(session, by, case):
        raise NotAllowed()
    note = write_note(session, by=by, case=case, body=body, is_internal=is_internal)
    changes = {} if is_internal else _answer(session, by, case)
    touch(case)
    record(session, case, "noted", by=by.person_id, note=note, is_internal=is_internal, **changes)
    session.flush()
    return note


def write_note(session: Session, *, by: Viewer, case: Case, body: str, is_internal: bool = False) -> Note:
    """The row alone, for verbs that record an event of their own."""
    note = Note(
        case=case,
        author_id=by.person_id or 0,
        side="desk" if by.is_staff else "customer",
        is_internal=is_internal,
        body=clean_text(body, "body", _("Write something first.")),
        created_at=clock.now(),
    )
    session.add(note)
    return note


def _answer(session: Session, by: Viewer, case: Case) -> dict[str, list[str]]:
    """An open case that waited for the customer does so no longer once the customer has answered."""
    words = scales(session)
    before, after = words.statuses[case.status_id], words.status_by_code.get("in_progress")
    if by.is_staff or after is None or not (before.is_open and before.awaits_customer):
        return {}
    set_status(session, case, after)
    return {"status": [before.code, after.code]}
