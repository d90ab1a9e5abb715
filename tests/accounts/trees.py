"""Larger trees than the cast has."""

from sqlalchemy import select
from werkzeug.security import generate_password_hash

from app import clock
from app.accounts.place import place
from models.account import Account
from models.person import Person
from models.role import RoleText
from tests.worlds import World


def add_chain(world: World, below: str, length: int) -> list[str]:
    """Accounts that hang one below the other; their names from the top down."""
    names = [f"{below} level {number}" for number in range(1, length + 1)]
    with world.session() as session:
        parent = session.scalars(select(Account).where(Account.name == below)).one()
        for name in names:
            account = Account(name=name, customer_id=f"C-{name}"[:40], created_at=clock.now())
            place(session, account, parent)
            parent = account
        session.commit()
    return names


def add_subs(world: World, below: str, count: int) -> None:
    """Many sub-accounts of one parent, straight into the table."""
    with world.session() as session:
        parent = session.scalars(select(Account).where(Account.name == below)).one()
        now, first = clock.now(), 50_000
        for number in range(first, first + count):
            path = f"{parent.path}{number}/"
            session.add(
                Account(
                    id=number,
                    name=f"Branch {number} of 't Veer",
                    customer_id=f"S{number}",
                    parent_id=parent.id,
                    root_id=parent.root_id,
                    path=path,
                    created_at=now,
                )
            )
        session.commit()


def add_contacts(world: World, account: str, count: int) -> None:
    """Many people of one account."""
    home, password = world.account_id(account), generate_password_hash("never used here")
    with world.session() as session:
        role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
        for number in range(count):
            mail = f"contact{number}@many.example"
            session.add(
                Person(
                    first_name="Contact",
                    last_name=f"O'Number {number:03}",
                    username=mail,
                    email=mail,
                    password=password,
                    active=True,
                    roles=[role],
                    is_staff=False,
                    home_account_id=home,
                )
            )
        session.commit()
