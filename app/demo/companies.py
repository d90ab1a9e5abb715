"""More customers than the cast: accounts in trees and alone, with their people (`companies.toml`)."""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.accounts.place import place
from models.account import Account, AccountAccess
from models.person import Person
from models.role import RoleText

FILE = Path(__file__).parent / "companies.toml"
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "ß": "ss", "'": None, " ": None})


def add_companies(session: Session, like: Person) -> None:
    """Add accounts and people to a database that holds the cast. `like` lends its password."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    accounts: dict[str, Account] = {}
    for row in data["company"]:
        accounts[row["key"]] = _account(session, row, accounts.get(row.get("below", "")))
    by_name = {account.name: account for account in session.scalars(select(Account))}
    role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
    for row in [*data["company"], *data["more"]]:
        home = accounts[row["key"]] if "key" in row else by_name[row["account"]]
        for number, name in enumerate(row["people"]):
            person = _person(name, row, number)
            person.home_account_id, person.password, person.roles = home.id, like.password, [role]
            session.add(person)
    session.flush()
    _let_some_act_for_more(session, data["also"])


def _account(session: Session, row: dict[str, Any], parent: Account | None) -> Account:
    account = Account(
        name=row["name"],
        customer_id=row["customer_id"],
        phone=row.get("phone", ""),
        website=row.get("website", ""),
        classification=row.get("classification", parent.classification if parent else ""),
        manager_id=session.scalar(select(Person.id).where(Person.email == "chris@desk.example")),
        created_at=clock.now(),
    )
    place(session, account, parent)
    return account


def _person(name: str, row: dict[str, Any], number: int) -> Person:
    first, last = name.split(" ", 1)
    mail = f"{_plain(first)}.{_plain(last)}@{row['domain']}"
    return Person(
        first_name=first,
        last_name=last,
        username=mail,
        email=mail,
        active=True,
        is_staff=False,
        language=row.get("language", "nl"),
        phone=f"{row['phone']} ({201 + number})" if "phone" in row else None,
    )


def _plain(name: str) -> str:
    """Lower-case ASCII, for the mail address: "Siobhán" is "siobhan"."""
    return unicodedata.normalize("NFKD", name.lower().translate(_PLAIN)).encode("ascii", "ignore").decode()


def _let_some_act_for_more(session: Session, rows: list[dict[str, str]]) -> None:
    for row in rows:
        person = session.scalars(select(Person).where(Person.email == row["mail"])).one()
        account = session.scalars(select(Account).where(Account.customer_id == row["customer_id"])).one()
        session.add(AccountAccess(person_id=person.id, account_id=account.id))
    session.flush()
