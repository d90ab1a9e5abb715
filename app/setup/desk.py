"""Who shapes the work of the service desk, and its teams."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import NotAllowed, Refused
from models.base import TextMap
from models.case import Case
from models.macro import Macro
from models.person import Person
from models.team import Team


def require_shaping_desk(by: Viewer) -> None:
    """Raise NotAllowed unless `by` keeps teams and macros."""
    if not by.may("can_configure", "Desk setup"):
        raise NotAllowed()


def keep_team(
    session: Session,
    team: Team,
    *,
    by: Viewer,
    name: TextMap,
    rank: int,
    members: Collection[int],
    is_active: bool,
    tells_members: bool,
) -> Team:
    """Add a team or change one; `members` are ids of our own people. Raises Refused."""
    require_shaping_desk(by)
    wanted = Person.id.in_(members), Person.is_staff.is_(True)
    people = list(session.scalars(select(Person).where(*wanted).order_by(Person.first_name)))
    if len(people) != len(set(members)):
        raise Refused(_l("Choose agents of the service desk."), "members")
    team.name, team.rank, team.members = name, rank, people
    team.is_active, team.tells_members = is_active, tells_members
    session.add(team)
    session.flush()
    return team


def remove_team(session: Session, team: Team, *, by: Viewer) -> None:
    """Delete one that no case and no macro names. Raises Refused."""
    require_shaping_desk(by)
    named = or_(Macro.team_id == team.id, Macro.for_team_id == team.id)
    with seeing_as(session, SYSTEM):
        case = session.scalar(select(Case.id).where(Case.team_id == team.id).limit(1))
        macro = session.scalar(select(Macro.id).where(named).limit(1))
    if case is not None or macro is not None:
        raise Refused(_l("Cases or macros name this team. Give it no more cases instead of deleting it."))
    session.delete(team)
