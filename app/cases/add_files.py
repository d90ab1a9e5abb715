"""Adding files to a case without a note."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.answered import answered
from app.cases.change_file import clean_words
from app.cases.rights import may_read_internal, require_edit
from app.cases.touch import touch
from app.closing.count import heard_of
from app.events import FILES, record
from app.files.attach import attach_uploads
from app.refused import NotAllowed, Refused
from models.case import Case
from models.conversation import Attachment


def add_files(
    session: Session,
    *,
    by: Viewer,
    case: Case,
    nonce: str,
    description: str = "",
    is_internal: bool = False,
) -> Sequence[Attachment]:
    """Move the files that wait under `nonce` to the case, with what is said of them.

    A customer's files answer a case that waited for them, as a note does. Raises OutOfReach without the right
    to edit the case, NotAllowed for internal ones by who may not read those, Refused when nothing waits or
    the description is too long.
    """
    require_edit(session, by, case)
    if is_internal and not may_read_internal(session, by, case):
        raise NotAllowed()
    words = clean_words(description)
    files = attach_uploads(session, by=by, nonce=nonce, case=case, is_internal=is_internal)
    if not files:
        raise Refused(_("Choose a file first."), "files")
    for file in files:
        file.description = words
    _tell(session, by, case, files, is_internal, {} if is_internal else answered(session, by, case))
    return files


def take_along(session: Session, *, by: Viewer, case: Case, files: Sequence[Attachment]) -> None:
    """Files that come with an edit of the case. Raises OutOfReach without the right to edit it."""
    require_edit(session, by, case)
    attach_uploads(session, by=by, nonce="", case=case, files=files)
    _tell(session, by, case, files, False, {})


def _tell(
    session: Session,
    by: Viewer,
    case: Case,
    files: Sequence[Attachment],
    is_internal: bool,
    changes: dict[str, Any],
) -> None:
    """One event for all that came at once, so that nobody gets a mail for each."""
    if not is_internal:
        heard_of(session, case)
    touch(case)
    names = ", ".join(file.name for file in files)
    record(session, case, FILES, by=by.person_id, is_internal=is_internal, file=[None, names], **changes)
    session.flush()
