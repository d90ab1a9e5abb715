"""Giving a case to a team: whoever of it has time takes it."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.assign import assign
from app.cases.rights import require_edit
from app.cases.teams import TeamWord, teams
from app.cases.touch import touch
from app.events import record
from app.refused import NotAllowed, Refused
from models.case import Case


def assign_team(session: Session, *, by: Viewer, case: Case, to: int | None) -> None:
    """Give the case to the team with id `to`, or to none. An agent who is not in the team lets go of it.

    How the desk divides its work is no matter of customers: the event is internal. Raises NotAllowed for who
    does not work at the desk, Refused for a team that gets no cases.
    """
    require_edit(session, by, case)
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()
    if to == case.team_id:
        return
    known = teams(session)
    team = _active(known, to) if to is not None else None
    if team and case.assignee_id is not None and case.assignee_id not in team.members:
        assign(session, by=by, case=case, to=None)
    before = known.get(case.team_id or 0)
    case.team_id = to
    touch(case)
    changes: dict[str, Any] = {"team": [before and before.code, team and team.code]}
    record(session, case, "team_changed", by=by.person_id, is_internal=True, **changes)
    session.flush()


def _active(known: dict[int, TeamWord], team_id: int) -> TeamWord:
    team = known.get(team_id)
    if team is None or not team.is_active:
        raise Refused(_("Choose a team of the service desk."), "team")
    return team
