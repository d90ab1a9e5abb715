"""Adding files to a case without a note."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.change_file import clean_words
from app.cases.rights import may_read_internal, require_edit
from app.cases.touch import touch
from app.closing.count import heard_of
from app.events import record
from app.files.attach import attach_uploads
from app.refused import NotAllowed, Refused
from models.case import Case
from models.conversation import Attachment


def add_files(
    session: Session,
    *,
    by: Viewer,
    case: Case,
    nonce: str = "",
    files: Sequence[Attachment] | None = None,
    description: str = "",
    is_internal: bool = False,
) -> Sequence[Attachment]:
    """Move the files that wait under `nonce`, or these of them, to the case, with what is said of them.

    Raises OutOfReach without the right to edit the case, NotAllowed for internal ones by who may not read
    those, Refused when nothing waits or the description is too long.
    """
    require_edit(session, by, case)
    if is_internal and not may_read_internal(session, by, case):
        raise NotAllowed()
    words = clean_words(description)
    files = attach_uploads(session, by=by, nonce=nonce, case=case, files=files, is_internal=is_internal)
    if not files:
        raise Refused(_("Choose a file first."), "files")
    if not is_internal:
        heard_of(session, case)
    touch(case)
    for file in files:
        file.description = words
        record(session, case, "file_added", by=by.person_id, is_internal=is_internal, file=[None, file.name])
    session.flush()
    return files
