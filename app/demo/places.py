"""Where the demonstration's customers are, what they have, and two more of their people (`places.toml`)."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.account import Account
from models.person import Person
from models.product_line import AccountProductLine, ProductLine
from models.region import SubRegion
from models.role import RoleText

FILE = Path(__file__).parent / "places.toml"
STAFF = {"chris@desk.example": "+31 10 555 0199", "mia@desk.example": "+31 10 555 0198"}


def add_places(session: Session) -> None:
    """Fill in what accounts have empty; what somebody entered stays."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for number, row in enumerate(data["line"], start=10):
        session.add(ProductLine(code=row["code"], name=row["name"], rank=number * 10))
    session.flush()
    lines = {line.code: line.id for line in session.scalars(select(ProductLine))}
    parts = {part.code: part for part in session.scalars(select(SubRegion))}
    accounts = {account.customer_id: account for account in session.scalars(select(Account))}
    for customer_id, row in data["account"].items():
        _fill(accounts[customer_id], row, parts[row.get("part", "benelux")])
        for code in row["lines"]:
            line = AccountProductLine(account_id=accounts[customer_id].id, product_line_id=lines[code])
            session.add(line)
    session.flush()


def _fill(account: Account, row: dict[str, Any], part: SubRegion) -> None:
    for name in ("street", "postal_code", "city", "fax", "classification"):
        setattr(account, name, getattr(account, name) or row.get(name, ""))
    account.country = account.country or row.get("country", "NL")
    account.region_id, account.sub_region_id = part.region_id, part.id


def add_people_apart(session: Session) -> None:
    """Somebody who was not invited yet, and somebody who left: neither of them opens a case."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["person"]
    accounts = {account.customer_id: account for account in session.scalars(select(Account))}
    role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
    for row in rows:
        home = accounts[row.pop("account")]
        person = Person(username=row["email"], is_staff=False, roles=[role], language="nl", **row)
        person.home_account_id = home.id
        session.add(person)
    for mail, phone in STAFF.items():
        colleague = session.scalars(select(Person).where(Person.email == mail)).one()
        colleague.phone = colleague.phone or phone
    session.flush()
