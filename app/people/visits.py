"""What a person opened last, on any machine: cases, accounts and people, newest first."""

from collections import defaultdict
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.people.preferences import preference, remember
from models.account import Account
from models.case import Case
from models.person import Person

VISITED: Final = "visited"  # the name under which it is kept: "case:10000123 account:7 person:12"
MOST: Final = 12
# What a kind of page shows of its row, by the number in its address.
_SHOWN: Final[dict[str, tuple[Any, ...]]] = {
    "case": (Case.number, Case.subject),
    "account": (Account.id, Account.name),
    "person": (Person.id, Person.first_name, Person.last_name),
}
_PATHS: Final = {"case": "/cases/", "account": "/accounts/", "person": "/contacts/"}


class Visit(NamedTuple):
    """One page that was opened. `number` is that of a case."""

    kind: str
    href: str
    title: str
    number: int


def note_visit(session: Session, by: Viewer, mark: str) -> None:
    """`mark` is "case:10000123"; it moves to the front."""
    kept = (preference(session, by, VISITED) or "").split()
    remember(session, by, VISITED, " ".join([mark, *(one for one in kept if one != mark)][:MOST]))


def visits(session: Session, by: Viewer, few: int) -> list[Visit]:
    """The newest ones that the person may still see. Four questions, whatever there is."""
    marks = [_read(mark) for mark in (preference(session, by, VISITED) or "").split()]
    numbers: dict[str, list[int]] = defaultdict(list)
    for kind, number in marks:
        numbers[kind].append(number)
    titles = {
        (kind, row[0]): " ".join(row[1:])
        for kind, columns in _SHOWN.items()
        for row in session.execute(select(*columns).where(columns[0].in_(numbers[kind])))
    }
    found = [
        Visit(kind, f"{_PATHS[kind]}{number}", titles[kind, number], number)
        for kind, number in marks
        if (kind, number) in titles
    ]
    return found[:few]


def _read(mark: str) -> tuple[str, int]:
    kind, _, number = mark.partition(":")
    return kind, int(number)
