"""Keeping macros: who shapes the desk writes them, and what could not work is refused when it is saved."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.desk.macros.placeholders import PLACEHOLDERS, unknown
from app.refused import Refused
from app.setup.desk import require_shaping_desk
from app.setup.scales import scales
from models.base import TextMap
from models.macro import Macro


def keep_macro(
    session: Session,
    macro: Macro,
    *,
    by: Viewer,
    name: TextMap,
    for_team_id: int | None,
    status_id: int | None,
    priority_id: int | None,
    assigns: str,
    team_id: int | None,
    body: TextMap,
    **more: Any,
) -> Macro:
    """Add a macro or change one; `more` are its other columns. Raises Refused with the field."""
    require_shaping_desk(by)
    task = more.setdefault("task_title", {})
    _refuse_unknown(body, "body")
    _refuse_unknown(task, "task_title")
    does_more = [*body.values(), *task.values(), priority_id, assigns, team_id]
    _refuse_impossible(session, status_id, any(does_more))
    macro.name, macro.for_team_id = name, for_team_id
    macro.status_id, macro.priority_id = status_id, priority_id
    macro.assigns, macro.team_id = assigns, team_id
    macro.body = body
    for column, value in more.items():
        setattr(macro, column, value)
    session.add(macro)
    session.flush()
    return macro


def remove_macro(session: Session, macro: Macro, *, by: Viewer) -> None:
    require_shaping_desk(by)
    session.delete(macro)


def _refuse_unknown(texts: TextMap, field: str) -> None:
    wrong = unknown([texts])
    if wrong:
        known = ", ".join("{" + one + "}" for one in PLACEHOLDERS)
        said = ", ".join("{" + one + "}" for one in wrong)
        sentence = _(
            "Nothing is known as %(wrong)s. These names can be used: %(known)s.", wrong=said, known=known
        )
        raise Refused(sentence, field)


def _refuse_impossible(session: Session, status_id: int | None, does_more: object) -> None:
    status = scales(session).statuses.get(status_id or 0)
    if status is not None and status.needs_closing_reason:
        raise Refused(_("This status asks for a reason each time, so a macro cannot set it."), "status_id")
    if not (does_more or status_id):
        raise Refused(_("Write a text, or choose what the macro changes."), "body")
