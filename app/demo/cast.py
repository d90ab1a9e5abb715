"""The demonstration company's people, and the accounts they belong to (README, "The cast")."""

from collections.abc import Iterable
from datetime import timedelta

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from app import clock
from app.accounts.place import place
from models.account import Account
from models.agreement import Agreement, AgreementKind
from models.person import Person
from models.role import RoleText

A_YEAR = timedelta(days=365)
PASSWORD = "Loket-demo-2026"  # noqa: S105  known to everybody, only in the demonstration

# key, name, customer ID, key of the parent
ACCOUNTS = (
    ("rijnmond", "Rijnmond Groep", "0004711000", None),
    ("haven", "Rijnmond Haven", "0004711010", "rijnmond"),
    ("logistiek", "Rijnmond Logistiek", "0004711020", "rijnmond"),
    ("elders", "Elders & Zoon", "0008150000", None),
)

# first name, last name, mail address, role, key of the account, language
PEOPLE = (
    ("Noor", "Visser", "noor@rijnmond.example", "customer", "rijnmond", "nl"),
    ("Sam", "de Boer", "sam@haven.rijnmond.example", "customer", "haven", "nl"),
    ("Lot", "Peters", "lot@logistiek.rijnmond.example", "customer", "logistiek", "nl"),
    ("Eva", "Elders", "eva@elders.example", "customer", "elders", "en"),
    ("Bo", "Jansen", "bo@desk.example", "agent", None, "nl"),
    ("Kim", "Smit", "kim@desk.example", "agent", None, "en"),
    ("Mia", "Kramer", "mia@desk.example", "desk_manager", None, "nl"),
    ("Chris", "Bakker", "chris@desk.example", "success_manager", None, "nl"),
    ("Tess", "Mulder", "tess@desk.example", "translator", None, "nl"),
    ("Ada", "Kuiper", "ada@desk.example", "administrator", None, "en"),
)


def add_cast(session: Session) -> dict[str, Person]:
    """Add the cast and their accounts to a database that has the shipped set-up; people by first name."""
    accounts: dict[str, Account] = {}
    for key, name, customer_id, parent in ACCOUNTS:
        accounts[key] = Account(name=name, customer_id=customer_id, created_at=clock.now())
        place(session, accounts[key], accounts.get(parent or ""))
    roles = {text.code: text.role for text in session.scalars(select(RoleText))}
    password = generate_password_hash(PASSWORD)
    people = {row[0].lower(): _person(row, roles, accounts, password) for row in PEOPLE}
    session.add_all(people.values())
    session.flush()
    for account in accounts.values():
        account.manager_id = people["chris"].id
    agree(session, [account for account in accounts.values() if account.parent_id is None])
    session.flush()
    return people


def agree(session: Session, accounts: Iterable[Account]) -> None:
    """Maintenance, for all product lines and what hangs below, with no end set."""
    kind = session.scalars(select(AgreementKind).where(AgreementKind.code == "maintenance")).one()
    since = clock.now().date() - A_YEAR
    session.add_all(Agreement(account=account, kind=kind, starts_on=since) for account in accounts)
    session.flush()


def _person(
    row: tuple[str, str, str, str, str | None, str],
    roles: dict[str, fab.Role],
    accounts: dict[str, Account],
    password: str,
) -> Person:
    first, last, mail, role, home, language = row
    return Person(
        first_name=first,
        last_name=last,
        username=mail,
        email=mail,
        password=password,
        active=True,
        language=language,
        roles=[roles[role]],
        is_staff=home is None,
        home_account_id=accounts[home].id if home else None,
    )
