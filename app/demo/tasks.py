"""Tasks of the demonstration, and answers that quote what they answer, on cases that are still open."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from models.case import Case
from models.conversation import Note
from models.task import Task

TITLES = {
    "nl": (
        "Onderdeel nabestellen bij het magazijn",
        "Logbestand laten nakijken door de ontwikkelaars",
        "Monteur inplannen",
        "Proefafdruk maken op hetzelfde model",
    ),
    "en": (
        "Order the spare part from the warehouse",
        "Have the developers look at the log",
        "Plan a visit of the technician",
        "Try it on the same model",
    ),
}
DAYS = (-1, 1, 2, 5, None)
MOST = 14


def add_tasks(session: Session) -> None:
    """Needs the cases of the demonstration."""
    session.flush()
    for place, case in enumerate(_at_work(session)):
        language = case.owner.language if case.owner and case.owner.language in TITLES else "en"
        titles, days = TITLES[language], DAYS[place % len(DAYS)]
        due = clock.now().date() + timedelta(days=days) if days is not None else None
        session.add(_task(case, titles[place % len(titles)], due, is_internal=place % 3 > 0))
        case.open_tasks = 1
        _quote(session, case)
    session.flush()


def _at_work(session: Session) -> Sequence[Case]:
    found = select(Case).where(Case.is_open.is_(True), Case.assignee_id.is_not(None))
    return session.scalars(found.order_by(Case.number.desc()).limit(MOST)).all()


def _task(case: Case, title: str, due: date | None, *, is_internal: bool) -> Task:
    return Task(
        case_id=case.id,
        title=title,
        owner_id=case.assignee_id or 0,
        state="open",
        due_on=due,
        is_internal=is_internal,
        created_by_id=case.assignee_id or 0,
        created_at=case.updated_at,
    )


def _quote(session: Session, case: Case) -> None:
    """The customer's last word answers what the desk said before it."""
    public = select(Note).where(Note.case_id == case.id, Note.is_internal.is_(False)).order_by(Note.id)
    notes = list(session.scalars(public))
    for before, note in pairwise(notes):
        if (before.side, note.side) == ("desk", "customer"):
            note.reply_to_id = before.id
