"""The filters that only our own people have: who works on a case, and which team it waits for."""

from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import false
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.assign import agents
from app.cases.listing.choice import Choice, whole
from app.cases.teams import teams, teams_of
from models.case import Case

ME: Final = "me"
NOBODY: Final = "nobody"
MINE: Final = "mine"
NONE: Final = "none"


def desk_filters(session: Session, by: Viewer, choice: Choice) -> list[tuple[str, Any, str]]:
    """(name, condition, what to say when there is none); nothing for customers."""
    found: list[tuple[str, Any, str]] = []
    if choice.assignee and by.is_staff:
        condition = _of_agent(session, by, choice.assignee)
        found.append(("assignee", condition, _("There is no such agent.")))
    if choice.team and by.is_staff:
        found.append(("team", _of_team(session, by, choice.team), _("There is no such team.")))
    return found


def _of_agent(session: Session, by: Viewer, assignee: str) -> Any:
    if assignee == NOBODY:
        return Case.assignee_id.is_(None)
    agent = by.person_id if assignee == ME else whole(assignee)
    known = {one.id for one in agents(session)} | {by.person_id}
    return Case.assignee_id == agent if agent in known else None


def _of_team(session: Session, by: Viewer, team: str) -> Any:
    if team == NONE:
        return Case.team_id.is_(None)
    if team == MINE:
        mine = teams_of(session, by.person_id)
        return Case.team_id.in_(mine) if mine else false()
    known = [one.id for one in teams(session).values() if one.code == team]
    return Case.team_id == known[0] if known else None
