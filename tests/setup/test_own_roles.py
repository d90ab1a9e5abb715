"""Roles that an administrator adds, copies and removes: in force at the next request, and never a trap."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import func, select

from app.setup.shipped.roles import CUSTOMER_MATRIX
from models.person import Person
from models.role import MatrixRow, RoleText
from models.scale import StatusChange
from tests.setup.forms import form_at, send, words_of
from tests.setup.test_roles_and_matrix import cells, role_id
from tests.worlds import World

ROLES = "/setup/roles"
NAMES = {"title-en": "Reader", "title-nl": "Lezer", "purpose-en": "Reads", "purpose-nl": "Leest"}


def add(world: World, client: FlaskClient, /, **changed: Any) -> Any:
    fields = NAMES | {"whom": "staff", "permissions": ["can_read.Home", "can_read.Desk"]}
    return world.post(client, f"{ROLES}/add", fields | changed)


def give(world: World, who: str, *codes: str) -> None:
    with world.session() as session:
        person = session.get_one(Person, world.person_id(who))
        person.roles = [
            text.role for text in session.scalars(select(RoleText).where(RoleText.code.in_(codes)))
        ]
        session.commit()


def rows(world: World, model: Any, code: str) -> int:
    key = role_id(world, code)
    with world.session() as session:
        return session.scalar(select(func.count()).select_from(model).where(model.role_id == key)) or 0


def test_a_role_of_ones_own_gives_what_it_says_and_is_called_so_in_both_languages(world: World) -> None:
    ada = world.sign_in("ada")
    answer = add(world, ada)
    assert answer.status_code == 303
    shown = words_of(ada.get(f"{answer.location}?lang=nl"))
    assert "Lezer" in shown and "Leest" in shown
    give(world, "tess", "reader")
    tess = world.sign_in("tess")
    assert (tess.get("/desk/").status_code, tess.get("/knowledge/").status_code) == (200, 403)


def test_what_a_role_gives_changes_at_the_next_request(world: World) -> None:
    ada = world.sign_in("ada")
    add(world, ada)
    give(world, "tess", "reader")
    tess, path = world.sign_in("tess"), f"{ROLES}/edit/{role_id(world, 'reader')}"
    assert send(world, ada, path, form_at(ada, path), permissions=["can_read.Home"]).status_code == 303
    assert tess.get("/desk/").status_code == 403


def test_a_copy_may_what_its_model_may_and_is_changed_by_itself(world: World) -> None:
    ada = world.sign_in("ada")
    answer = world.post(ada, f"{ROLES}/{role_id(world, 'agent')}/copy")
    assert answer.status_code == 303
    assert "Service desk agent (copy)" in words_of(ada.get(f"{answer.location}?lang=en"))
    copy = "service_desk_agent_copy"
    assert cells(world, copy) == cells(world, "agent")
    assert rows(world, StatusChange, copy) == rows(world, StatusChange, "agent") > 0
    give(world, "bo", copy)
    assert world.sign_in("bo").get("/desk/").status_code == 200


def test_two_copies_have_two_names(world: World) -> None:
    ada, path = world.sign_in("ada"), f"{ROLES}/{role_id(world, 'customer')}/copy"
    assert [world.post(ada, path).status_code for _ in range(2)] == [303, 303]
    assert cells(world, "customer_copy_2") == set(CUSTOMER_MATRIX)


def test_a_role_that_somebody_has_is_not_removed_and_one_that_nobody_has_goes_with_all_of_it(
    world: World,
) -> None:
    ada, before = world.sign_in("ada"), _how_many(world)
    world.post(ada, f"{ROLES}/{role_id(world, 'agent')}/copy")
    copy = "service_desk_agent_copy"
    give(world, "bo", copy)
    path = f"{ROLES}/delete/{role_id(world, copy)}"
    answer = world.post(ada, path, {"confirmed": "1"})
    assert (answer.status_code, "People have this role" in words_of(answer)) == (422, True)
    give(world, "bo", "agent")
    assert world.post(ada, path, {"confirmed": "1"}).status_code == 303
    assert _how_many(world) == before


def _how_many(world: World) -> list[int]:
    with world.session() as session:
        models = (RoleText, fab.Role, MatrixRow, StatusChange)
        return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def test_a_role_that_shipped_stays(world: World) -> None:
    ada = world.sign_in("ada")
    answer = world.post(ada, f"{ROLES}/delete/{role_id(world, 'translator')}", {"confirmed": "1"})
    assert (answer.status_code, "The portal itself works with this role" in words_of(answer)) == (422, True)


def test_a_role_for_customers_takes_nothing_of_our_own_people(world: World) -> None:
    ada = world.sign_in("ada")
    refused = add(world, ada, whom="customers")
    assert (refused.status_code, "for our own people only" in words_of(refused)) == (422, True)
    assert add(world, ada, whom="customers", permissions=["can_read.Home"]).status_code == 303
    path = f"{ROLES}/edit/{role_id(world, 'reader')}"
    assert "can_read.Desk" not in words_of(ada.get(path))
    more = ["can_read.Home", "can_configure.Setup"]
    assert send(world, ada, path, form_at(ada, path), permissions=more).status_code == 422


def test_a_role_of_our_own_people_is_given_to_no_customer_whatever_it_holds(world: World) -> None:
    ada = world.sign_in("ada")
    add(world, ada, permissions=["can_read.Home"])
    path = f"/setup/people/edit/{world.person_id('sam')}"
    fields, key = form_at(ada, path), str(role_id(world, "reader"))
    assert send(world, ada, path, fields, roles=[*fields["roles"], key]).status_code == 422


def test_the_matrix_of_a_role_of_ones_own_is_kept_like_any_other(world: World) -> None:
    ada = world.sign_in("ada")
    add(world, ada, whom="customers", permissions=["can_read.Home"])
    fields = form_at(ada, "/setup/matrix/?role=reader", 'action="/setup/matrix/reader"')
    answer = send(world, ada, "/setup/matrix/reader", fields, cell=["sub:own:case.view"])
    assert (answer.status_code, cells(world, "reader")) == (303, {("sub", "own", "case.view")})
    assert "/setup/matrix/reader/shipped" not in words_of(ada.get("/setup/matrix/?role=reader"))


@pytest.mark.parametrize(
    "changed",
    [
        {"title-nl": ""},
        {"title-en": "Translator"},
        {"whom": "nobody"},
        {"permissions": ["can_fly.Home"]},
    ],
)
def test_what_makes_no_sense_comes_back_with_what_was_typed(world: World, changed: Any) -> None:
    answer = add(world, world.sign_in("ada"), **changed)
    assert answer.status_code == 422
    assert 'value="Lezer"' in words_of(answer) or "title-nl" in changed
    assert "Reads" in words_of(answer)


def test_the_last_administrator_keeps_the_set_up_also_with_a_role_of_ones_own(world: World) -> None:
    ada = world.sign_in("ada")
    world.post(ada, f"{ROLES}/{role_id(world, 'administrator')}/copy")
    give(world, "ada", "administrator_copy")
    ada, path = world.sign_in("ada"), f"{ROLES}/edit/{role_id(world, 'administrator_copy')}"
    fields = form_at(ada, path)
    kept = [one for one in fields["permissions"] if one != "can_configure.Setup"]
    answer = send(world, ada, path, fields, permissions=kept)
    assert (answer.status_code, "nobody could change the set-up" in words_of(answer)) == (422, True)


def test_roles_are_added_copied_and_removed_by_administrators_alone(world: World) -> None:
    key = role_id(world, "customer")
    for who in ("noor", "bo", "chris", "tess"):
        client = world.sign_in(who)
        assert add(world, client).status_code == 403
        assert world.post(client, f"{ROLES}/{key}/copy").status_code == 403
        assert world.post(client, f"{ROLES}/delete/{key}", {"confirmed": "1"}).status_code == 403
