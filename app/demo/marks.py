"""What is new to whom in the demonstration, who follows which case, and who watches an account."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from models.account import Account
from models.case import Case
from models.conversation import Note
from models.person import Person
from models.subscription import AccountWatch, Subscription

NEW: Final = timedelta(days=6)  # what the desk wrote since then, some owners have not seen yet
FOLLOWED: Final = 5


def add_marks(session: Session) -> None:
    """Every second owner has not looked since the desk wrote; Noor follows some cases, and an account."""
    now = clock.now()
    cases = {case.id: case for case in session.scalars(select(Case))}
    written = select(Note).where(Note.is_internal.is_(False)).order_by(Note.created_at, Note.id)
    for note in session.scalars(written):
        case = cases[note.case_id]
        case.last_note_at = note.created_at
        is_new = note.side == "desk" and now - note.created_at < NEW and case.number % 2
        case.owner_seen_at = case.owner_seen_at if is_new else note.created_at
    session.flush()
    _follow(session)


def _follow(session: Session) -> None:
    noor = session.scalars(select(Person).where(Person.email == "noor@rijnmond.example")).one()
    sams = session.scalars(select(Person.id).where(Person.email == "sam@haven.rijnmond.example")).one()
    own = select(Case).where(Case.owner_id == sams).order_by(Case.updated_at.desc(), Case.id.desc())
    for place, case in enumerate(session.scalars(own.limit(FOLLOWED))):
        seen_at = case.updated_at if place % 2 else case.created_at
        session.add(Subscription(case_id=case.id, person_id=noor.id, at=case.created_at, seen_at=seen_at))
    logistics = session.scalar(select(Account.id).where(Account.name == "Rijnmond Logistiek"))
    if logistics is not None:
        session.add(AccountWatch(account_id=logistics, person_id=noor.id, at=clock.now() - NEW))
    session.flush()
