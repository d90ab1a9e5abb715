"""Accounts in the set-up area: a tree without cycles, five deep at most, and customer IDs that are text."""

from typing import Any

from sqlalchemy import select

from models.account import Account
from tests.accounts.trees import add_chain
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

ADD = "/setup/accounts/add"


def account(world: World, name: str) -> Account:
    with world.session() as session:
        return session.scalars(select(Account).where(Account.name == name)).one()


def add(world: World, **changed: Any) -> Any:
    fields = {"name": "New & Co", "customer_id": "0009000", "parent": "", "is_active": "y", **changed}
    return world.post(world.sign_in("ada"), ADD, fields)


def edit(world: World, name: str, **changed: Any) -> Any:
    ada, path = world.sign_in("ada"), f"/setup/accounts/edit/{world.account_id(name)}"
    return send(world, ada, path, form_at(ada, path), **changed)


def test_an_account_is_added_below_another(world: World) -> None:
    assert add(world, name="O'Neill's", parent="Rijnmond Haven (0004711010)").status_code == 303
    made, haven = account(world, "O'Neill's"), account(world, "Rijnmond Haven")
    assert (made.parent_id, made.root_id, made.path) == (haven.id, haven.root_id, f"{haven.path}{made.id}/")
    assert "O'Neill's" in words_of(world.sign_in("noor").get("/accounts/"))


def test_a_customer_id_is_text_trimmed_and_once(world: World) -> None:
    assert add(world, customer_id=" 4711000 ").status_code == 303
    assert account(world, "New & Co").customer_id == "4711000"
    answer = add(world, name="Other", customer_id="0004711000")
    assert answer.status_code == 422
    assert "Another account has this customer ID already." in words_of(answer)
    assert 'value="Other"' in words_of(answer)


def test_a_tree_is_five_deep_at_most(world: World) -> None:
    names = add_chain(world, "Rijnmond Haven", 3)
    answer = add(world, parent=names[-1])
    assert answer.status_code == 422
    assert "five deep at most" in words_of(answer)
    assert add(world, parent=names[-2]).status_code == 303


def test_the_form_moves_and_deactivates_nothing(world: World) -> None:
    """These have pages of their own, which show first what follows."""
    before = account(world, "Rijnmond Haven")
    answer = edit(world, "Rijnmond Haven", parent="Elders & Zoon", is_active=None, fax="1")
    assert answer.status_code == 303
    after = account(world, "Rijnmond Haven")
    assert (after.parent_id, after.path, after.is_active) == (before.parent_id, before.path, True)
    assert after.fax == "1"


def test_an_account_in_use_is_not_deleted(world: World) -> None:
    ada = world.sign_in("ada")
    path = f"/setup/accounts/delete/{world.account_id('Rijnmond Haven')}"
    answer = world.post(ada, path, {"confirmed": "1"})
    assert answer.status_code == 422
    assert "Make it inactive instead" in words_of(answer)


def test_the_lookup_suggests_by_name_and_customer_id(world: World) -> None:
    ada = world.sign_in("ada")
    for typed in ("haven", "4711010"):
        page = words_of(ada.get("/accounts/choices", query_string={"field": "parent", "parent": typed}))
        assert "Rijnmond Haven (0004711010)" in page
        assert "Elders" not in page
    assert words_of(ada.get("/accounts/choices?field=parent&parent=")) == ""


def test_t24_the_lookup_suggests_only_what_one_sees(world: World) -> None:
    page = words_of(world.sign_in("sam").get("/accounts/choices?q=rijnmond"))
    assert "Haven" in page
    assert "Groep" not in page
    assert "Logistiek" not in page


def test_a_list_of_thousands_is_searched_not_loaded(world: World) -> None:
    page = words_of(world.sign_in("ada").get("/setup/accounts/list/?_flt_2_name=haven"))
    assert "Rijnmond Haven" in page
    assert "Elders" not in page
