"""Steps with views of the case list that people build."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.account import Account
from models.list_view import ListView
from models.person import Person
from models.role import RoleText
from tests.worlds import World


def colleague(world: World, account: str = "Rijnmond Haven", first_name: str = "Pim") -> str:
    """Somebody else of an account, to sign in by this name."""
    with world.session() as session:
        role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
        home = session.scalars(select(Account).where(Account.name == account)).one()
        mail = f"{first_name.lower()}@haven.rijnmond.example"
        person = Person(
            first_name=first_name, last_name="Kok", username=mail, email=mail, password="", active=True,
            is_staff=False, home_account_id=home.id, roles=[role],
        )  # fmt: skip
        session.add(person)
        session.commit()
    return first_name


def moved(world: World, first_name: str, account: str) -> None:
    """The person belongs to another account from now on."""
    with world.session() as session:
        person = session.scalars(select(Person).where(Person.first_name == first_name)).one()
        person.home_account_id = session.scalars(select(Account.id).where(Account.name == account)).one()
        session.commit()


def saved(world: World, who: str | FlaskClient, name: str = "Urgent ones", **values: Any) -> int:
    """The id of a view that was saved by the form."""
    browser = world.sign_in(who) if isinstance(who, str) else who
    answer = world.post(browser, "/cases/views/new", form(name, **values))
    assert answer.status_code == 303, answer.text
    found = re.search(r"own-(\d+)", answer.location)
    assert found
    return int(found[1])


def form(name: str, **values: Any) -> dict[str, Any]:
    columns = values.pop("columns", ["number", "subject", "priority"])
    named = {("from" if key == "since" else key): value for key, value in values.items()}
    return {"name": name, "columns": columns, "sort": "-priority", "size": "10", "version": "1", **named}


def offered(browser: FlaskClient) -> list[str]:
    """The names in the drop-down of the list."""
    html = browser.get("/cases/").text
    found = re.search(r'<select id="view".*?</select>', html, re.DOTALL)
    assert found
    return [unescape(name) for name in re.findall(r"<option[^>]*>([^<]*)</option>", found[0])]


def kept(world: World, view_id: int) -> ListView:
    with world.session() as session:
        return session.get_one(ListView, view_id)
