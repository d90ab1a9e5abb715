"""/cases/<number>/tasks: what is to be done for a case, on its page and as a work list of the desk."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app import clock
from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import one_of, whole
from app.conversation.tasks import add_task, change_task, set_done, task_of, work_list
from app.database import db
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.case import Case
from models.task import Task
from views.base import PortalView, needs
from views.cases.fetch import case_or_404
from views.cases.show import show_case
from views.files import ROW_ID
from views.keyset import PAGE, page_from, place_asked

ONE = f"/<int:number>/tasks/<{ROW_ID}:task_id>"
SHOWN = ("mine", "all", "done")


class TaskView(PortalView):
    route_base = "/cases"
    default_view = "add"

    @expose("/<int:number>/tasks", methods=["POST"])
    @needs("can_edit", "Desk")
    def add(self, number: int) -> Any:
        case, form = case_or_404(number), request.form
        try:
            with unit_of_work() as session:
                add_task(
                    session,
                    by=current_viewer(),
                    case=case,
                    title=form.get("title", ""),
                    owner=whole(form.get("owner")),
                    due_on=_day(form.get("due_on", "")),
                    is_internal="is_public" not in form,
                )
        except OutOfReach:
            abort(404)
        except Refused as refused:
            return _shown_again(self, number, refused)
        flash(_("The task is added."), "success")
        return redirect(f"/cases/{number}#tasks", 303)

    @expose(ONE, methods=["POST"])
    @needs("can_edit", "Desk")
    def change(self, number: int, task_id: int) -> Any:
        form = request.form

        def act(session: Any, by: Viewer, task: Task) -> None:
            title, owner = form.get("title", task.title), whole(form.get("owner"))
            day = _day(form.get("due_on", ""))
            change_task(session, by=by, task=task, title=title, owner=owner, due_on=day)

        return _act(self, case_or_404(number), task_id, act)

    @expose(f"{ONE}/completion", methods=["POST"])
    @needs("can_edit", "Desk")
    def done(self, number: int, task_id: int) -> Any:
        return _act(self, case_or_404(number), task_id, _done)

    @expose(f"{ONE}/completion/removal", methods=["POST"])
    @needs("can_edit", "Desk")
    def undone(self, number: int, task_id: int) -> Any:
        return _act(self, case_or_404(number), task_id, _undone)


class TaskListView(PortalView):
    route_base = "/desk/tasks"
    default_view = "tasks"

    @expose("")
    @needs("can_read", "Desk")
    def tasks(self) -> Any:
        show = one_of(SHOWN, request.args.get("show"), SHOWN[0])
        names = {"mine": _("My tasks"), "all": _("All open tasks"), "done": _("Done by me")}
        return self.page(
            "desk/tasks.html",
            show=show,
            kinds=[
                {"label": label, "href": f"/desk/tasks?show={code}", "is_current": code == show}
                for code, label in names.items()
            ],
            page=page_from(work_list(db.session(), current_viewer(), show, size=PAGE, **place_asked())),
            today=clock.now().date(),
        )


def _done(session: Any, by: Viewer, task: Task) -> None:
    set_done(session, by=by, task=task, is_done=True)


def _undone(session: Any, by: Viewer, task: Task) -> None:
    set_done(session, by=by, task=task, is_done=False)


def _act(view: PortalView, case: Case, task_id: int, act: Callable[[Any, Viewer, Task], None]) -> Any:
    task = task_of(db.session(), case, task_id) or abort(404)
    number = case.number
    try:
        with unit_of_work() as session:
            act(session, current_viewer(), task)
    except OutOfReach:
        abort(404)
    except Refused as refused:
        return _shown_again(view, number, refused, task_id)
    back = request.form.get("back")
    return redirect(f"/desk/tasks?show={back}" if back in SHOWN else f"/cases/{number}?tasks=all#tasks", 303)


def _shown_again(view: PortalView, number: int, refused: Refused, task_id: int | None = None) -> Any:
    """With what was typed, in the form of the task that it is about or of a new one."""
    field = f"{refused.field}-{task_id}" if task_id and refused.field else refused.field
    said = {"errors": {field: [str(refused.reason)]}, "typed": request.form, "of": task_id}
    return show_case(view, number, tasking=said)


def _day(text: str) -> date | None:
    """Raises Refused for what is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(_("Enter a day, such as 2026-12-31."), "task-due") from None
