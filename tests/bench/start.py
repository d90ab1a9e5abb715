"""What the bulk rows build on: the database with what ships and the cast, and the ids in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from models.account import Account
from models.case import FIRST_NUMBER
from models.person import Person
from models.product_line import ProductLine
from models.scale import Priority, Status


@dataclass(frozen=True)
class Start:
    """Ids of the cast, their accounts, two product lines and the scales, and from where free ids go on."""

    noor: int
    sam: int
    bo: int
    kim: int
    rijnmond: int
    haven: int
    accounts: int
    next_account: int
    next_person: int
    customer_role: int
    lines: tuple[int, int]
    priorities: list[Priority]
    statuses: list[Status]
    now: datetime
    first_number: int = FIRST_NUMBER


def read_start(session: Session) -> Start:
    """Read it through a session that looks as the system."""
    people = {p.email.partition("@")[0]: p for p in session.scalars(select(Person))}
    accounts = {a.name: a.id for a in session.scalars(select(Account))}
    lines = {line.code: line.id for line in session.scalars(select(ProductLine))}
    return Start(
        noor=people["noor"].id,
        sam=people["sam"].id,
        bo=people["bo"].id,
        kim=people["kim"].id,
        rijnmond=accounts["Rijnmond Groep"],
        haven=accounts["Rijnmond Haven"],
        accounts=len(accounts),
        next_account=session.scalars(select(func.max(Account.id))).one() + 1,
        next_person=session.scalars(select(func.max(Person.id))).one() + 1,
        lines=(lines["devices"], lines["services"]),
        customer_role=people["noor"].roles[0].id,
        priorities=list(session.scalars(select(Priority))),
        statuses=list(session.scalars(select(Status))),
        now=clock.now(),
    )
