"""Teams of the service desk, and the cases that wait for them."""

from random import Random
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.base import TextMap
from models.case import Case
from models.macro import Macro
from models.person import Person
from models.scale import Status
from models.team import Team

SEED: Final = 11
SHARE: Final = 0.6  # of the open cases
# code, name, members, which kinds of case and which request types are theirs
TEAMS: Final[tuple[tuple[str, TextMap, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]] = (
    (
        "printers",
        {"en": "Printers", "nl": "Printers"},
        ("bo@desk.example", "mia@desk.example"),
        ("issue",),
        ("incident", "warranty"),
    ),
    (
        "software",
        {"en": "Software and licences", "nl": "Software en licenties"},
        ("kim@desk.example", "mia@desk.example"),
        ("how_to",),
        ("license", "professional_service"),
    ),
)


# code, name, text, what it sets
MACROS: Final[tuple[tuple[str, TextMap, TextMap, dict[str, Any]], ...]] = (
    (
        "ask_for_log",
        {"en": "Ask for the device log", "nl": "Om het logboek van het apparaat vragen"},
        {
            "en": "Dear {customer_first_name},\n\nTo look into case {case_number} we need the log "
            "of the device. Print it with *Menu > Service > Log* and add it here.\n\n"
            "Kind regards,\n{agent_first_name}",
            "nl": "Beste {customer_first_name},\n\nOm melding {case_number} uit te zoeken hebben we het "
            "logboek van het apparaat nodig. Druk het af met *Menu > Service > Log* en voeg het hier toe.\n\n"
            "Met vriendelijke groet,\n{agent_first_name}",
        },
        {"status": "pending_response", "assigns": "me"},
    ),
    (
        "visit_planned",
        {"en": "A technician comes by", "nl": "Een monteur komt langs"},
        {
            "en": "Dear {customer_first_name},\n\nA technician visits {account} within two working days "
            "and calls first.\n\nKind regards,\n{agent_first_name}",
            "nl": "Beste {customer_first_name},\n\nEen monteur komt binnen twee werkdagen langs bij "
            "{account} en belt eerst.\n\nMet vriendelijke groet,\n{agent_first_name}",
        },
        {"status": "in_progress", "assigns": "me"},
    ),
    (
        "to_software",
        {"en": "Hand over to software", "nl": "Overdragen aan software"},
        {
            "en": "The device is in order; the driver is not. Please take over. {agent_first_name}",
            "nl": "Het apparaat is in orde, het stuurprogramma niet. Graag overnemen. {agent_first_name}",
        },
        {"team": "software", "assigns": "nobody", "is_internal": True},
    ),
)


def add_macros(session: Session) -> None:
    """Three that agents of this company would use."""
    statuses = {one.code: one.id for one in session.scalars(select(Status))}
    teams = {one.code: one.id for one in session.scalars(select(Team))}
    for rank, (code, name, body, sets) in enumerate(MACROS, 1):
        macro = Macro(code=code, name=name, body=body, rank=rank * 10, task_title={})
        macro.status_id, macro.team_id = statuses.get(sets.get("status", "")), teams.get(sets.get("team", ""))
        macro.assigns, macro.is_internal = sets.get("assigns", ""), sets.get("is_internal", False)
        session.add(macro)
    session.flush()


def add_desk(session: Session) -> None:
    """Two teams, and most open cases with the one whose work they are."""
    people = {one.email: one for one in session.scalars(select(Person).where(Person.is_staff.is_(True)))}
    random = Random(SEED)  # noqa: S311  for variety, not for secrets
    for rank, (code, name, mails, kinds, types) in enumerate(TEAMS, 1):
        members = [people[mail] for mail in mails if mail in people]
        team = Team(code=code, name=name, rank=rank * 10, members=members)
        session.add(team)
        session.flush()
        theirs = or_(Case.kind.in_(kinds), Case.request_type.in_(types))
        for case in session.scalars(select(Case).where(Case.is_open.is_(True), theirs).order_by(Case.id)):
            is_ours = case.assignee_id is None or case.assignee_id in {one.id for one in members}
            if is_ours and random.random() < SHARE:
                case.team_id = team.id
    session.flush()
    add_macros(session)
