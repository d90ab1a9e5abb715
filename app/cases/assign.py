"""Putting an agent to work on a case."""

from typing import Any, NamedTuple

from flask_appbuilder.security.sqla import models as fab
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.cases.touch import lock, set_status, touch
from app.events import record
from app.refused import NotAllowed, Refused, Stale
from app.setup.scales import scales
from models.case import Case
from models.person import Person


def assign(session: Session, *, by: Viewer, case: Case, to: int | None, was: str | None = None) -> None:
    """Give the case to the agent with id `to`, or back to the queue (None).

    A new case becomes "new, assigned". `was` is the id of whose it was when `by` decided, "" for nobody.
    Raises NotAllowed for who does not work at the desk, Refused for somebody who is not an active agent,
    Stale when it is somebody else's by now.
    """
    require_edit(session, by, case)
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()
    if was is not None:
        lock(session, case)
        if was != str(case.assignee_id or "") and to != case.assignee_id:
            raise Stale([("assignee", str(case.assignee_id or ""), str(to or ""))])
    if to == case.assignee_id:
        return
    if to is not None and to not in {agent.id for agent in agents(session)}:
        raise Refused(_("Choose an agent of the service desk."), "assignee")
    before, case.assignee_id = case.assignee_id, to
    touch(case)
    words = scales(session)
    changes: dict[str, Any] = {"assignee": [before, to]}
    if to is not None and case.status_id == words.first_status.id and "new_assigned" in words.status_by_code:
        changes["status"] = [words.first_status.code, "new_assigned"]
        set_status(session, case, words.status_by_code["new_assigned"])
    record(session, case, "assigned", by=by.person_id, **changes)
    session.flush()


class Agent(NamedTuple):
    """Somebody whom a case can be assigned to."""

    id: int
    full_name: str


def _read_agents(session: Session) -> tuple[Agent, ...]:
    at_the_desk = (
        select(fab.User.id)
        .join(fab.User.roles)
        .join(fab.Role.permissions)
        .join(fab.PermissionView.permission)
        .join(fab.PermissionView.view_menu)
        .where(fab.Permission.name == "can_edit", fab.ViewMenu.name == "Desk")
    )
    people = session.scalars(
        select(Person)
        .where(Person.id.in_(at_the_desk), Person.is_staff.is_(True), Person.active.is_(True))
        .order_by(Person.first_name, Person.last_name)
    )
    return tuple(Agent(person.id, person.full_name) for person in people)


# The active people whose role works at the desk, by first name: `agents(session)`.
agents: Kept[tuple[Agent, ...]] = Kept(_read_agents)
