"""Which cases the demonstration holds: for whom, how old, and where each of them stands."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.demo.times import back_in_office_hours
from models.account import Account
from models.person import Person

CASES = 300

# Status in the end: how often of a hundred, and how many hours ago such a case was opened.
ENDS: dict[str, tuple[int, tuple[float, float]]] = {
    "new": (5, (0.4, 30)),
    "new_assigned": (3, (1, 48)),
    "in_progress": (9, (5, 290)),
    "on_hold": (4, (60, 700)),
    "pending_response": (7, (20, 220)),
    "solution_suggested": (7, (30, 200)),
    "resolved": (60, (60, 2100)),
    "cancelled": (5, (50, 1900)),
}
BEFORE_SUBS = (1900, 2100)  # hours ago, when Rijnmond Groep had no sub-accounts yet

# Whoever signs in as one of the cast finds something that waits for an answer, and something in each stage.
_SOME = {"new": 1, "in_progress": 2, "on_hold": 1, "pending_response": 2, "cancelled": 1}
CAST: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("noor@rijnmond.example", "Rijnmond Groep", {"resolved": 3}),
    ("noor@rijnmond.example", "Rijnmond Haven", {**_SOME, "solution_suggested": 1, "resolved": 4}),
    (
        "noor@rijnmond.example",
        "Rijnmond Logistiek",
        {"solution_suggested": 1, "in_progress": 1, "resolved": 3},
    ),
    (
        "sam@haven.rijnmond.example",
        "Rijnmond Haven",
        {**_SOME, "new_assigned": 1, "solution_suggested": 2, "resolved": 10},
    ),
    (
        "lot@logistiek.rijnmond.example",
        "Rijnmond Logistiek",
        {**_SOME, "solution_suggested": 1, "resolved": 7},
    ),
    (
        "eva@elders.example",
        "Elders & Zoon",
        {**_SOME, "new_assigned": 1, "solution_suggested": 2, "resolved": 9},
    ),
)


class Plan(NamedTuple):
    """One case to be: for whom, the status in the end, and when it was opened."""

    account: Account
    owner: Person
    end: str
    opened: datetime


def plans(session: Session, random: Random, now: datetime) -> list[Plan]:
    """All cases to be, the oldest first."""
    found = _of_the_cast(session, random, now)
    owners = _others(session)
    weights = [often for often, _ in ENDS.values()]
    while len(found) < CASES:
        owner, end = random.choice(owners), random.choices(list(ENDS), weights)[0]
        assert owner.home_account is not None
        found.append(Plan(owner.home_account, owner, end, _opened(random, now, ENDS[end][1])))
    return sorted(found, key=lambda plan: plan.opened)


def _of_the_cast(session: Session, random: Random, now: datetime) -> list[Plan]:
    accounts = {account.name: account for account in session.scalars(select(Account))}
    people = {person.email: person for person in session.scalars(select(Person))}
    found = []
    for mail, name, ends in CAST:
        for end in Counter(ends).elements():
            hours = BEFORE_SUBS if name == "Rijnmond Groep" else ENDS[end][1]
            found.append(Plan(accounts[name], people[mail], end, _opened(random, now, hours)))
    return found


def _others(session: Session) -> list[Person]:
    """Customers outside the cast whose account opens cases for itself: not the top of a tree."""
    parents = select(Account.parent_id).where(Account.parent_id.is_not(None))
    return list(
        session.scalars(
            select(Person)
            .join(Person.home_account)
            .where(or_(Account.parent_id.is_not(None), Account.id.not_in(parents)))
            .where(Person.email.not_in([mail for mail, _, _ in CAST]))
            .order_by(Person.id)
        )
    )


def _opened(random: Random, now: datetime, hours: tuple[float, float]) -> datetime:
    """People open cases when they work, but the newest are always of just now."""
    ago = random.uniform(*hours)
    at = now - timedelta(hours=ago)
    return at if ago < 4 else back_in_office_hours(at, random)
