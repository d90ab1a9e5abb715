"""What was done with cases in the last hours, by the verbs themselves: one was shared, and one merged."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.standing import viewer_of
from app.access.viewer import Viewer
from app.cases.open_case import open_case
from app.cases.sharing.share import share
from app.desk.merge.act import merge_cases
from models.account import Account
from models.case import Case
from models.person import Person

SAM: Final = "sam@haven.rijnmond.example"
NOOR: Final = "noor@rijnmond.example"
BO: Final = "bo@desk.example"
EVA: Final = "eva@elders.example"
SHARED_FOR: Final = timedelta(days=14)
AGAIN: Final = "Nog eens: "
TOLD: Final = "Sam heeft dit volgens mij ook al gemeld. Bij ons op kantoor gaat het net zo mis."


def add_together(session: Session) -> None:
    """With two open cases of Sam's that are at rest for some hours."""
    now = clock.now()
    shared, told_twice = _cases(session, now - timedelta(hours=3))
    with _as_of(session, BO, now - timedelta(hours=2)) as bo:
        share(session, by=bo, case=shared, whom=EVA, until=now + SHARED_FOR, may_write=True)
    with _as_of(session, NOOR, now - timedelta(minutes=90)) as noor:
        again = _tell_again(session, noor, told_twice)
    with _as_of(session, BO, now - timedelta(minutes=70)) as bo:
        merge_cases(session, by=bo, case=again, into=told_twice)


@contextmanager
def _as_of(session: Session, mail: str, moment: datetime) -> Iterator[Viewer]:
    """As this person, at that moment."""
    session.flush()
    person_id = session.scalars(select(Person.id).where(Person.email == mail)).one()
    by = viewer_of(session, person_id)
    with clock.told_at(moment), seeing_as(session, by):
        yield by


def _cases(session: Session, until: datetime) -> tuple[Case, Case]:
    sams = select(Case).join(Person, Person.id == Case.owner_id).where(Person.email == SAM)
    at_rest = Case.is_open, Case.updated_at < until, Case.escalation_state.is_(None)
    newest = sams.where(*at_rest, Case.assignee_id.is_not(None)).order_by(Case.updated_at.desc(), Case.id)
    one, other = session.scalars(newest.limit(2))
    return one, other


def _tell_again(session: Session, by: Viewer, case: Case) -> Case:
    haven = session.get_one(Account, case.account_id)
    return open_case(
        session,
        by=by,
        account_id=haven.id,
        subject=f"{AGAIN}{case.subject}"[:200],
        description=TOLD,
        kind="issue",
        priority_id=case.priority_id,
    )
