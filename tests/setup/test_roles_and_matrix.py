"""Roles and the permission matrix: readable, editable, and in force at the next request (FEATURES A3)."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.permissions import PERMISSIONS
from app.setup.shipped.roles import CUSTOMER_MATRIX
from models.role import ACTS, MatrixRow, RoleText
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World
from views.setup.words import ACT_WORDS, PERMISSION_WORDS

CUSTOMER = "/setup/matrix/customer"


def role_id(world: World, code: str) -> int:
    with world.session() as session:
        return session.scalars(select(RoleText.role_id).where(RoleText.code == code)).one()


def cells(world: World, code: str = "customer") -> set[tuple[str, str, str]]:
    with world.session() as session:
        rows = session.scalars(select(MatrixRow).where(MatrixRow.role_id == role_id(world, code)))
        return {(row.kind, row.relation, row.act) for row in rows}


def matrix_form(client: FlaskClient, code: str = "customer") -> Any:
    return form_at(client, f"/setup/matrix/?role={code}", f'action="/setup/matrix/{code}"')


def without(fields: Any, cell: str) -> list[str]:
    return [one for one in fields["cell"] if one != cell]


def test_every_permission_and_act_is_said_in_words() -> None:
    assert set(PERMISSION_WORDS) == set(PERMISSIONS)
    assert set(ACT_WORDS) == set(ACTS)


def test_the_page_shows_what_ships_and_saves_it_unchanged(world: World) -> None:
    ada = world.sign_in("ada")
    fields = matrix_form(ada)
    assert {tuple(cell.split(":")) for cell in fields["cell"]} == set(CUSTOMER_MATRIX)
    assert send(world, ada, CUSTOMER, fields).status_code == 303
    assert cells(world) == set(CUSTOMER_MATRIX)


def test_a_change_holds_at_the_next_request(world: World) -> None:
    path = f"/accounts/{world.account_id('Rijnmond Haven')}"
    noor, ada = world.sign_in("noor"), world.sign_in("ada")
    fields = matrix_form(ada)
    assert noor.get(path).status_code == 200
    kept = [cell for cell in fields["cell"] if not cell.startswith("parent:descendant:account.")]
    assert send(world, ada, CUSTOMER, fields, cell=kept).status_code == 303
    assert noor.get(path).status_code == 404
    world.post(ada, f"{CUSTOMER}/shipped", {"confirmed": "1"})
    assert noor.get(path).status_code == 200


def test_putting_back_asks_first(world: World) -> None:
    ada = world.sign_in("ada")
    fields = matrix_form(ada)
    send(world, ada, CUSTOMER, fields, cell=without(fields, "sub:parallel:case.edit"))
    world.post(ada, f"{CUSTOMER}/shipped")
    assert cells(world) != set(CUSTOMER_MATRIX)
    world.post(ada, f"{CUSTOMER}/shipped", {"confirmed": "1"})
    assert cells(world) == set(CUSTOMER_MATRIX)


def test_t64_the_second_of_two_administrators_overwrites_nothing(world: World) -> None:
    ada = world.sign_in("ada")
    first, second = matrix_form(ada), matrix_form(ada)
    send(world, ada, CUSTOMER, first, cell=without(first, "sub:parallel:case.edit"))
    answer = send(world, ada, CUSTOMER, second, cell=without(second, "parent:own:case.edit"))
    assert answer.status_code == 409
    assert ("parent", "own", "case.edit") in cells(world)


def test_a_customer_never_gets_what_is_for_our_own_people(world: World) -> None:
    ada = world.sign_in("ada")
    fields = matrix_form(ada)
    for cell in (
        "sub:own:note.internal",
        "every:every:case.view",
        "sub:own:account.create",
        "x",
        "sub:own:x",
    ):
        answer = send(world, ada, CUSTOMER, fields, cell=[*fields["cell"], cell])
        assert answer.status_code == 422, cell
    assert cells(world) == set(CUSTOMER_MATRIX)


def test_to_change_something_one_must_see_it(world: World) -> None:
    ada = world.sign_in("ada")
    fields = matrix_form(ada)
    answer = send(world, ada, CUSTOMER, fields, cell=without(fields, "sub:own:case.view"))
    assert answer.status_code == 422
    assert "must be allowed to see it" in words_of(answer)


def test_the_matrix_is_for_administrators(world: World) -> None:
    for person in ("noor", "bo", "chris", "tess"):
        client = world.sign_in(person)
        assert client.get("/setup/matrix/").status_code == 403
        assert world.post(client, CUSTOMER, {"cell": "sub:own:case.view"}).status_code == 403
    assert world.post(world.sign_in("ada"), "/setup/matrix/nosuch", {}).status_code == 404


def test_a_role_says_its_permissions_in_words_and_gives_them_at_once(world: World) -> None:
    ada, tess, path = world.sign_in("ada"), world.sign_in("tess"), role_id(world, "translator")
    assert tess.get("/accounts/").status_code == 403
    fields = form_at(ada, f"/setup/roles/edit/{path}")
    more = [*fields["permissions"], "can_read.Accounts"]
    assert send(world, ada, f"/setup/roles/edit/{path}", fields, permissions=more).status_code == 303
    assert "See accounts and contacts" in words_of(ada.get(f"/setup/roles/show/{path}?lang=en"))
    assert tess.get("/accounts/").status_code == 200
    world.post(ada, f"/setup/roles/{path}/shipped", {"confirmed": "1"})
    assert tess.get("/accounts/").status_code == 403


def test_nobody_can_lock_everybody_out_of_the_set_up(world: World) -> None:
    ada, path = world.sign_in("ada"), f"/setup/roles/edit/{role_id(world, 'administrator')}"
    fields = form_at(ada, path)
    kept = [one for one in fields["permissions"] if one != "can_configure.Setup"]
    answer = send(world, ada, path, fields, permissions=kept)
    assert answer.status_code == 422
    assert "nobody could change the set-up" in words_of(answer)
    assert ada.get(path).status_code == 200
