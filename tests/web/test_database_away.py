"""H12, T71: when the database fails while something is sent, nothing is saved, shown of it, or lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, exc, select

from app.database import db
from models.region import Region
from tests.setup.forms import form_at, words_of
from tests.web.test_csrf import OUR_PAGE
from tests.web.test_errors import no_connection
from tests.worlds import World

REGIONS = "/setup/regions"
NAMES = {"name-en": "The far north", "name-nl": "Het hoge noorden", "rank": "70"}


def a_region(world: World, ada: FlaskClient) -> int:
    """One that nothing lies in."""
    answer = world.post(ada, f"{REGIONS}/add", {"name-en": "South", "name-nl": "Zuid", "rank": "60"})
    return int(answer.location.rpartition("/")[2])


def names(world: World) -> list[Any]:
    with world.session() as session:
        return list(session.scalars(select(Region.name).order_by(Region.id)))


@contextmanager
def writes_fail(world: World) -> Iterator[None]:
    """Every statement that writes a region fails, as with a full disk or after a deadlock."""

    def refuse(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "region" in statement and not statement.startswith("SELECT"):
            raise exc.OperationalError(statement, {}, db.engine.dialect.dbapi.OperationalError("disk full"))

    with world.app.app_context():
        engine = db.engine
        event.listen(engine, "before_cursor_execute", refuse)
        yield
        event.remove(engine, "before_cursor_execute", refuse)


def sent(world: World, ada: FlaskClient, act: str) -> Any:
    path = f"{REGIONS}/{act}" + ("" if act == "add" else f"/{a_region(world, ada)}")
    fields = {"add": {}, "edit": form_at(ada, path), "delete": {"confirmed": "1"}}[act]
    more = {} if act == "delete" else NAMES
    return path, dict(fields) | more


@pytest.mark.parametrize("act", ["add", "edit", "delete"])
def test_h12_a_generated_page_keeps_what_was_typed_when_the_database_fails(world: World, act: str) -> None:
    ada = world.sign_in("ada")
    path, fields = sent(world, ada, act)
    before = names(world)
    with writes_fail(world):
        answer = world.post(ada, path, fields, headers=OUR_PAGE)
    assert (answer.status_code, names(world)) == (503, before)
    assert "Nothing was saved yet." in words_of(answer)
    assert act == "delete" or "The far north" in words_of(answer)
    assert not any(word in words_of(answer) for word in ("INSERT", "UPDATE", "DELETE", "disk full"))
    assert world.post(ada, path, fields, headers=OUR_PAGE).status_code == 303


def test_h12_the_page_speaks_the_language_of_the_reader(world: World) -> None:
    ada = world.sign_in("ada")
    ada.get("/setup/?lang=nl")
    with writes_fail(world):
        answer = world.post(ada, f"{REGIONS}/add", NAMES, headers=OUR_PAGE)
    assert "Er is nog niets opgeslagen." in words_of(answer)


def test_h12_so_it_is_when_nobody_reaches_the_database_at_all(world: World) -> None:
    ada = world.sign_in("ada")
    with no_connection(world):
        answer = world.post(ada, f"{REGIONS}/add", NAMES, headers=OUR_PAGE)
    assert (answer.status_code, "The far north</textarea>" in words_of(answer)) == (503, True)


def test_a_form_from_elsewhere_and_a_password_are_not_given_back(world: World) -> None:
    ada = world.sign_in("ada")
    secret = {"first_name": "Typed", "password": "a-new-password-of-somebody"}
    with no_connection(world):
        foreign = world.post(ada, f"{REGIONS}/add", NAMES)
        answers = [world.post(ada, "/setup/people/add", secret, headers=OUR_PAGE), foreign]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert not any(word in a.text for a in answers for word in ("a-new-password", "The far north</textarea>"))
