"""Adding files to a case without a note."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.events import record
from app.files.attach import attach_uploads
from app.refused import Refused
from models.case import Case
from models.conversation import Attachment


def add_files(session: Session, *, by: Viewer, case: Case, nonce: str) -> Sequence[Attachment]:
    """Move the files that wait under `nonce` to the case, with an event each.

    Raises OutOfReach without the right to edit the case, Refused when nothing waits.
    """
    require_edit(session, by, case)
    files = attach_uploads(session, by=by, nonce=nonce, case=case)
    if not files:
        raise Refused(_("Choose a file first."), "files")
    touch(case)
    for file in files:
        record(session, case, "file_added", by=by.person_id, file=[None, file.name])
    session.flush()
    return files
