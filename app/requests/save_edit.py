"""Saving the edit of a case: columns, answers, credentials and files, all of them or nothing."""

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.add_files import take_along
from app.cases.answered import answered
from app.cases.edit_case import edit_case
from app.cases.rights import require_edit
from app.events import record
from app.requests.editing import changeable, wrong_in_edit
from app.requests.of_case import edited_values
from app.requests.open_request import OpenRequest, files_that_count
from app.requests.save import Unfinished
from app.secrets.keep import keep_on_case
from models.case import Case


def save_edit(session: Session, *, by: Viewer, case: Case, version: int, opened: OpenRequest) -> None:
    """Files that wait for the form go along when their question shows; a credential replaces the earlier one.

    Raises OutOfReach, Unfinished with a sentence for each answer that is not right, Stale, Refused.
    """
    require_edit(session, by, case)
    errors = wrong_in_edit(opened, changeable(session, by, case, opened.definition))
    if errors:
        raise Unfinished(errors)
    edit_case(session, by=by, case=case, version=version, values=edited_values(session, case, opened))
    for field, text in opened.filled.secrets.items():
        keep_on_case(session, by=by, case=case, field=field, text=text)
    files = [file for file in files_that_count(opened) if file.waits]
    if files:
        take_along(session, by=by, case=case, files=files)
    if not opened.filled.missing:
        _go_on(session, by, case)


def _go_on(session: Session, by: Viewer, case: Case) -> None:
    """A case that waited for what the customer was asked waits no longer when it is all there."""
    changes = answered(session, by, case)
    if changes:
        record(session, case, "status_changed", by=by.person_id, **changes)
        session.flush()
