"""With whom a case is to be shared: exactly who was typed, or who it could be.

Showing a case to the wrong people cannot be undone, so that nobody is guessed.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.accounts.find import Found, matches
from app.accounts.find_contact import fits
from app.refused import Refused
from models.account import Account
from models.case import Case
from models.person import Person

MOST: Final = 10  # of each kind, offered to choose from


class Candidate(NamedTuple):
    """Typed as `exactly`, it is found alone."""

    exactly: str
    name: str
    account: str  # of a person; empty for an account itself


class WhichOne(Refused):
    """Nothing was shared: `candidates` are those who could be meant, perhaps one, perhaps none."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        none = _("Enter the mail address of a contact, or an account, that you may see.")
        super().__init__(_("Choose who is meant. Nothing is shared yet.") if candidates else none, "whom")
        self.candidates = candidates


def meant(session: Session, by: Viewer, case: Case, typed: str) -> Person | Account:
    """A mail address, a customer ID, the name of one account, or the two as they are offered.

    Looked up with the eyes of who shares; customers find the tree of the case. Raises WhichOne.
    """
    typed = " ".join(typed.split())[:320]
    mail = func.lower(Person.email) == typed.lower()
    both = Account.name + " (" + Account.customer_id + ")"
    named = or_(Account.customer_id == typed, func.lower(Account.name) == typed.lower(), both == typed)
    people = session.scalars(select(Person).where(mail, *_people(by, case))).all() if typed else []
    accounts = session.scalars(select(Account).where(named, *_accounts(by, case)).limit(2)).all()
    found: list[Person | Account] = [*people, *accounts]
    if typed and len(found) == 1:
        return found[0]
    raise WhichOne(_candidates(session, by, case, typed))


def _candidates(session: Session, by: Viewer, case: Case, typed: str) -> list[Candidate]:
    """Those whose name holds what was typed. None for less than two letters: that could be anybody."""
    if len(typed) < 2:
        return []
    columns = Person.email, Person.first_name + " " + Person.last_name, Account.name
    people = select(*columns).join(Account, Account.id == Person.home_account_id)
    people = people.where(fits(typed), Person.is_staff.is_(False), *_people(by, case))
    accounts = select(Account.id, Account.name, Account.customer_id)
    accounts = accounts.where(matches(typed), *_accounts(by, case))
    in_order = Person.last_name, Person.first_name, Person.id
    return [
        *(
            Candidate(Found(*row).label, Found(*row).label, "")
            for row in session.execute(accounts.order_by(Account.name, Account.id).limit(MOST))
        ),
        *(Candidate(*row) for row in session.execute(people.order_by(*in_order).limit(MOST))),
    ]


def _people(by: Viewer, case: Case) -> list[ColumnElement[bool]]:
    inside: Any = Person.home_account_id.in_(select(Account.id).where(Account.root_id == case.root_id))
    return [Person.active.is_(True), *([] if by.is_staff else [Person.is_staff.is_(False), inside])]


def _accounts(by: Viewer, case: Case) -> list[ColumnElement[bool]]:
    return [true() if by.is_staff else Account.root_id == case.root_id]
