"""Escalations of the demonstration: some go on, some were answered."""

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from models.case import Case
from models.escalation import ENDED, Escalation
from models.event import CaseEvent
from models.person import Person

MANAGER: Final = "mia@desk.example"


class Told(NamedTuple):
    """Whose case, how many hours ago, where the escalation stands, and the words of both sides."""

    mail: str
    hours: int
    state: str
    reason: str
    expectation: str
    answer: str = ""


TOLD: Final = (
    Told(
        "sam@haven.rijnmond.example",
        5,
        "raised",
        "Dit staat al dagen stil en onze expeditie loopt vast. Elke keer krijgen we een andere medewerker.",
        "Eén vaste medewerker die ons vandaag nog belt met een plan.",
    ),
    Told(
        "noor@rijnmond.example",
        28,
        "in_progress",
        "Twee vestigingen hebben hier last van, en we hebben er drie keer om gevraagd.",
        "Een oplossing voor beide vestigingen voor het eind van de week.",
        "Ik heb dit bij ons bovenaan gezet. Bo belt u morgenochtend met een afspraak.",
    ),
    Told(
        "lot@logistiek.rijnmond.example",
        70,
        "on_hold",
        "De monteur is twee keer niet verschenen.",
        "Een afspraak die doorgaat, en iemand die ons zelf belt als het later wordt.",
        "Het onderdeel komt donderdag binnen. Daarna plannen we de monteur als eerste bij u.",
    ),
    Told(
        "eva@elders.example",
        120,
        "completed",
        "Our shop prints no receipts and the answer was to restart once more.",
        "Somebody who looks at the printer itself.",
        "A technician has replaced the board. We have shortened the steps for receipts.",
    ),
)


def add_escalations(session: Session) -> None:
    """One of each of these people, on an open case of theirs that an agent works on."""
    manager = session.scalars(select(Person).where(Person.email == MANAGER)).one_or_none()
    for told in TOLD:
        case = _case_of(session, told.mail)
        if manager is not None and case is not None:
            _tell(session, told, case, manager)
    session.flush()


def _case_of(session: Session, mail: str) -> Case | None:
    taken = select(Case).join(Person, Person.id == Case.owner_id).where(Person.email == mail)
    open_ones = taken.where(Case.is_open, Case.assignee_id.is_not(None), Case.escalation_state.is_(None))
    return session.scalars(open_ones.order_by(Case.updated_at, Case.id).limit(1)).one_or_none()


def _tell(session: Session, told: Told, case: Case, manager: Person) -> None:
    """Raised and answered since the case last moved."""
    now = clock.now()
    raised = max(case.updated_at, now - timedelta(hours=told.hours))
    answered = raised + (now - raised) / 3
    row = Escalation(case_id=case.id, state=told.state, reason=told.reason, expectation=told.expectation)
    row.answer, row.raised_by_id, row.raised_at, row.version = told.answer, case.owner_id, raised, 1
    row.counted_as = f"{case.account_id}:{raised:%Y-%m}"
    slots = select(func.count()).where(Escalation.counted_as == row.counted_as)
    row.slot = (session.scalar(slots) or 0) + 1
    session.add(row)
    said = {"reason": [None, told.reason], "expectation": [None, told.expectation]}
    _record(session, case, "escalated", case.owner_id, raised, escalation=[None, "raised"], **said)
    case.escalation_state, case.updated_at = told.state, raised
    if told.answer:
        row.handled_by_id, row.handled_at = manager.id, answered
        case.updated_at = answered
        said = {"escalation": ["raised", told.state], "answer": [None, told.answer]}
        _record(session, case, "escalation_answered", manager.id, answered, **said)
    if told.state in ENDED:
        row.ended_by_id, row.ended_at = row.handled_by_id, row.handled_at


def _record(session: Session, case: Case, kind: str, by: int, at: datetime, **changes: Any) -> None:
    session.add(CaseEvent(case_id=case.id, kind=kind, actor_id=by, is_internal=False, changes=changes, at=at))
    session.flush()
