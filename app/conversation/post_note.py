"""Adding to the conversation of a case."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.answered import answered
from app.cases.check import clean_text
from app.cases.rights import may_edit, may_read_internal, require_note
from app.cases.touch import touch
from app.closing.count import heard_of, is_closed_for_good
from app.events import record
from app.refused import NotAllowed, Refused
from models.case import Case
from models.conversation import Note
from models.task import Task


def post_note(
    session: Session,
    *,
    by: Viewer,
    case: Case,
    body: str,
    is_internal: bool = False,
    reply_to: int | None = None,
    task: int | None = None,
) -> Note:
    """A note on the case and its event; a customer's answer sets a case that waited for it in progress again.

    `reply_to` is the id of the note that it answers: the answer to a note of a task belongs to that task.
    Raises OutOfReach, NotAllowed for an internal note by who may not read them, Refused for an empty one, for
    one that would be more open than what it answers, and for a customer's on a case that is closed for good.
    """
    require_note(session, by, case)
    if is_internal and not may_read_internal(session, by, case):
        raise NotAllowed()
    if is_closed_for_good(case) and not by.is_staff:
        raise Refused(_("This case is closed for good. Follow up on it instead: nobody looks here any more."))
    note = write_note(session, by=by, case=case, body=body, is_internal=is_internal)
    _belongs(session, note, reply_to, task)
    changes = {} if is_internal else _heard(session, by, case)
    touch(case)
    kind = "noted" if note.task_id is None else "task_noted"
    record(session, case, kind, by=by.person_id, note=note, is_internal=is_internal, **changes)
    session.flush()
    return note


def _heard(session: Session, by: Viewer, case: Case) -> dict[str, list[str]]:
    """What follows for status and clocks. Who was only shown the case does not answer for the customer."""
    if not by.reach("case.note").is_empty and not may_edit(session, by, case):
        return {}
    changes = answered(session, by, case)
    heard_of(session, case)
    return changes


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


def _belongs(session: Session, note: Note, reply_to: int | None, task: int | None) -> None:
    if reply_to is not None:
        _answer_to(session, note, reply_to)
    elif task is not None:
        _put_on_task(session, note, task)


def _answer_to(session: Session, note: Note, reply_to: int) -> None:
    with session.no_autoflush:
        which = select(Note).where(Note.id == reply_to, Note.case_id == note.case.id)
        answered = session.scalars(which).one_or_none()
    if answered is None:
        raise Refused(_("The note that you answer is not there any more."), "reply_to")
    if answered.is_internal and not note.is_internal:
        raise Refused(_("The answer to an internal note is internal too."), "is_internal")
    note.reply_to_id = answered.id
    note.task_id, note.task_title = answered.task_id, answered.task_title


def _put_on_task(session: Session, note: Note, task_id: int) -> None:
    """Customers see no tasks, so that to them none is there."""
    with session.no_autoflush:
        which = select(Task).where(Task.id == task_id, Task.case_id == note.case.id)
        task = session.scalars(which).one_or_none()
    if task is None:
        raise Refused(_("This task is not there."), "task")
    if task.is_internal and not note.is_internal:
        raise Refused(_("The notes of an internal task are internal too."), "is_internal")
    note.task_id, note.task_title = task.id, task.title
