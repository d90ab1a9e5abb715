"""The teams of the service desk, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.access.kept import Kept
from models.base import TextMap
from models.team import Team


@dataclass(frozen=True, eq=False)
class TeamWord:
    """A team as pages and verbs need it; equal to itself alone, and so fit to be a part of keys."""

    id: int
    code: str
    name: TextMap
    is_active: bool
    tells_members: bool
    members: frozenset[int]


def _read(session: Session) -> dict[int, TeamWord]:
    found = session.scalars(select(Team).order_by(Team.rank, Team.id).options(selectinload(Team.members)))
    return {team.id: _word(team) for team in found}


def _word(team: Team) -> TeamWord:
    members = frozenset(person.id for person in team.members if person.active)
    return TeamWord(team.id, team.code, team.name, team.is_active, team.tells_members, members)


# All teams by id, in their order: `teams(session)`.
teams: Kept[dict[int, TeamWord]] = Kept(_read)


def teams_of(session: Session, person_id: int | None) -> list[int]:
    """The ids of the teams that this person is in."""
    return [team.id for team in teams(session).values() if person_id in team.members]
