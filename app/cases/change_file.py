"""A file of a case: described, taken back with a trace, and brought back in time."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.rights import require_note
from app.content.printable import printable
from app.events import record
from app.files.limits import LONGEST_DESCRIPTION
from app.files.withdrawn import can_come_back, locked, may_bring_back, may_change_file
from app.refused import NotAllowed, OutOfReach, Refused, Stale
from models.case import Case
from models.conversation import Attachment


def describe_file(session: Session, *, by: Viewer, file: Attachment, was: str, description: str) -> None:
    """Say anew what the file shows. Raises Stale when it no longer says what the writer saw (`was`).

    Raises OutOfReach, NotAllowed, Refused for one that is too long or of a file that was withdrawn.
    """
    case, file = _to_change(session, by, file)
    wanted, now = clean_words(description), file.description
    if file.withdrawn_at:
        raise Refused(_("This file was withdrawn."))
    if wanted == now:
        return
    if was != now:
        raise Stale([("description", now, wanted)])
    file.description = wanted
    _record(session, by, case, "file_described", file, description=[now, wanted], of_file=[None, file.name])


def withdraw_file(session: Session, *, by: Viewer, file: Attachment, at: datetime | None = None) -> None:
    """Nobody gets it any more; name, size and who took it back stay. Doing it twice does it once.

    `at` is when its note was taken back, with which it goes. Raises OutOfReach, NotAllowed.
    """
    case, file = _to_change(session, by, file)
    if file.withdrawn_at is None:
        put(file, withdrawn_at=at or clock.now())
        file.withdrawn_by_id = by.person_id
        _record(session, by, case, "file_withdrawn", file, file=[file.name, None])


def bring_back_file(session: Session, *, by: Viewer, file: Attachment) -> None:
    """As if it had stayed, but for the history.

    Raises OutOfReach, NotAllowed for what somebody else took back, Refused when late.
    """
    case, file = _to_change(session, by, file)
    if file.withdrawn_at is None:
        return
    if not may_bring_back(by, file.withdrawn_by_id):
        raise NotAllowed()
    if not can_come_back(file.withdrawn_at):
        raise Refused(_("It is too late to bring this file back. Please send it again."))
    put(file, withdrawn_at=None)
    file.withdrawn_by_id = None
    _record(session, by, case, "file_brought_back", file, file=[None, file.name])


def clean_words(description: str) -> str:
    """One line. Raises Refused when it is too long."""
    words = " ".join(printable(description).split())
    if len(words) > LONGEST_DESCRIPTION:
        most = LONGEST_DESCRIPTION
        raise Refused(
            _("Make the description shorter: at most %(most)s characters.", most=most), "description"
        )
    return words


def _to_change(session: Session, by: Viewer, file: Attachment) -> tuple[Case, Attachment]:
    case = file.case
    if case is None:
        raise OutOfReach()
    require_note(session, by, case)
    if not may_change_file(by, file.person_id):
        raise NotAllowed()
    return case, locked(session, file)


def _record(session: Session, by: Viewer, case: Case, kind: str, of: Attachment, /, **changes: Any) -> None:
    record(session, case, kind, by=by.person_id, is_internal=of.is_internal, **changes)
    session.flush()
