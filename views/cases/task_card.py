"""The tasks as the page of a case shows them."""

from typing import Any

from flask import request

from app import clock
from app.access.viewer import Viewer
from app.conversation.tasks import tasks_of
from app.database import db


def tasks_shown(case: Any, by: Viewer) -> dict[str, Any]:
    """No question for a case without a task that is open; None for who does not work at the desk."""
    if not by.may("can_read", "Desk"):
        return {"tasks": None}
    wanted = case.open_tasks or request.args.get("tasks")
    return {"tasks": tasks_of(db.session(), case.id) if wanted else [], "today": clock.now().date()}
