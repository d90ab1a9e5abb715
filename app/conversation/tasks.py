"""Tasks inside a case: what somebody of the desk is to do, by when, and whether it is done."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.cases.assign import agents
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.content.printable import printable
from app.database import PLANNED_ONCE
from app.events import record
from app.keyset import Page, Part, fetch, fetch_parts
from app.refused import NotAllowed, Refused
from models.case import Case
from models.conversation import Note
from models.person import Person
from models.task import Task

LONGEST_TITLE: Final = 200
_columns: Final = (
    Task.id,
    Task.title,
    Task.owner_id,
    Task.state,
    Task.due_on,
    Task.is_internal,
    Task.done_at,
    Person.first_name.label("owner_first"),
    Person.last_name.label("owner_last"),
)
_OF_A_CASE: Final = (
    select(*_columns)
    .select_from(Task)
    .join(Person, Person.id == Task.owner_id, isouter=True)
    .where(Task.case_id == bindparam("in_case"))
    .order_by(Task.state.desc(), Task.due_on.is_(None), Task.due_on, Task.id)
    .execution_options(**PLANNED_ONCE)
)


def add_task(
    session: Session,
    *,
    by: Viewer,
    case: Case,
    title: str,
    owner: int | None,
    due_on: date | None = None,
    is_internal: bool = True,
) -> Task:
    """A task on the case; its owner is told. Raises OutOfReach, NotAllowed off the desk, Refused."""
    _require_desk(session, by, case)
    task = Task(
        case_id=case.id,
        title=_clean_title(title),
        owner_id=_known_agent(session, owner if owner is not None else by.person_id),
        due_on=due_on,
        is_internal=is_internal,
        created_by_id=by.person_id or 0,
        created_at=clock.now(),
        state="open",
    )
    session.add(task)
    case.open_tasks = Case.open_tasks + 1  # counted by the database: two at once are two
    touch(case)
    _tell(session, by, case, task, "task_added", task_owner=[None, task.owner_id])
    return task


def change_task(
    session: Session, *, by: Viewer, task: Task, title: str, owner: int | None, due_on: date | None
) -> None:
    """Other words, which its notes say from then on; another owner, who is told; another day.

    Raises OutOfReach, NotAllowed off the desk, Refused.
    """
    case, title = task.case, _clean_title(title)
    _require_desk(session, by, case)
    changes: dict[str, list[Any]] = {}
    if title != task.title:
        changes["task_title"] = [task.title, title]
        _rename(session, task, title)
    if owner != task.owner_id:
        before, task.owner_id = task.owner_id, _known_agent(session, owner)
        changes["task_owner"] = [before, task.owner_id]
    if due_on != task.due_on:
        changes["task_due"] = [_said(task.due_on), _said(due_on)]
        task.due_on = due_on
    if changes:
        _tell(session, by, case, task, "task_changed", **changes)


def _rename(session: Session, task: Task, title: str) -> None:
    """Its notes repeat the title, whoever wrote them; an open page draws them anew."""
    task.title = title
    notes = update(Note).where(Note.task_id == task.id).values(task_title=title, changed_at=clock.now())
    with seeing_as(session, SYSTEM):
        session.execute(notes.execution_options(synchronize_session=False))


def set_done(session: Session, *, by: Viewer, task: Task, is_done: bool) -> None:
    """Done, or to be done again. Twice is once. Raises OutOfReach, NotAllowed off the desk."""
    case = task.case
    _require_desk(session, by, case)
    session.refresh(task, with_for_update=True)
    if task.is_open is not is_done:
        return
    before, task.state = task.state, "done" if is_done else "open"
    task.done_at = clock.now() if is_done else None
    case.open_tasks = Case.open_tasks + (-1 if is_done else 1)
    touch(case)
    _tell(session, by, case, task, "task_changed", task_state=[before, task.state])


def tasks_of(session: Session, case_id: int) -> Sequence[Any]:
    """The tasks of a case: what is to be done first, the most urgent on top."""
    return session.execute(_OF_A_CASE, {"in_case": case_id}).all()


def task_of(session: Session, case: Case, task_id: int) -> Task | None:
    """A task of this case, for a verb to act on; None when it is not there for the viewer."""
    return session.scalar(select(Task).where(Task.id == task_id, Task.case_id == case.id))


def work_list(
    session: Session, by: Viewer, show: str, *, size: int = 50, after: str = "", before: str = ""
) -> Page:
    """Tasks with their cases: open ones (`mine`, `all`) by their day, and what I have `done`, the last first.

    Those without a day come last.
    """
    found = (
        select(*_columns, Case.number, Case.subject)
        .select_from(Task)
        .join(Case, Case.id == Task.case_id)
        .join(Person, Person.id == Task.owner_id, isouter=True)
        .where(Task.state == ("done" if show == "done" else "open"))
    )
    if show != "all":
        found = found.where(Task.owner_id == by.person_id)
    place: dict[str, Any] = {"size": size, "after": after, "before": before}
    if show == "done":
        return fetch(session, found, (Task.done_at, Task.id), descending=True, **place)
    dated = Part(found.where(Task.due_on.is_not(None)), (Task.due_on, Task.id))
    undated = Part(found.where(Task.due_on.is_(None)), (Task.id,))
    return fetch_parts(session, [dated, undated], descending=False, **place)


def _require_desk(session: Session, by: Viewer, case: Case) -> None:
    require_edit(session, by, case)
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()


def _clean_title(title: str) -> str:
    title = " ".join(printable(title).split())
    if not title:
        raise Refused(_("Say what is to be done."), "task-title")
    if len(title) > LONGEST_TITLE:
        raise Refused(
            _("Make the title shorter: at most %(most)s characters.", most=LONGEST_TITLE), "task-title"
        )
    return title


def _known_agent(session: Session, person_id: int | None) -> int:
    if person_id is None or person_id not in {agent.id for agent in agents(session)}:
        raise Refused(_("Choose an agent of the service desk."), "task-owner")
    return person_id


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tell(session: Session, by: Viewer, case: Case, task: Task, kind: str, **changes: Any) -> None:
    """Of the desk alone, whatever the task is."""
    record(session, case, kind, by=by.person_id, is_internal=True, task=[None, task.title], **changes)
    session.flush()
