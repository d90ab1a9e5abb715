"""Accounts in the set-up area: a tree without cycles, five deep at most, and customer IDs that are text."""

from typing import Any

from sqlalchemy import select

from models.account import Account
from tests.accounts.trees import add_chain
from tests.cases.steps import find, opened
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


def test_a_tree_has_no_cycle_and_is_five_deep_at_most(world: World) -> None:
    names = add_chain(world, "Rijnmond Haven", 3)
    assert "cannot hang below itself" in words_of(edit(world, "Rijnmond Groep", parent=names[-1]))
    assert "cannot hang below itself" in words_of(edit(world, "Rijnmond Haven", parent="Rijnmond Haven"))
    answer = add(world, parent=names[-1])
    assert answer.status_code == 422
    assert "five deep at most" in words_of(answer)
    assert add(world, parent=names[-2]).status_code == 303


def test_a_moved_account_takes_its_cases_along_and_old_eyes_lose_them(world: World) -> None:
    number, noor = opened(world), world.sign_in("noor")
    assert noor.get(f"/cases/{number}").status_code == 200
    assert edit(world, "Rijnmond Haven", parent="Elders & Zoon").status_code == 303
    assert find(world, number).root_id == world.account_id("Elders & Zoon")
    assert noor.get(f"/cases/{number}").status_code == 404
    assert world.sign_in("eva").get(f"/cases/{number}").status_code == 200


def test_an_inactive_account_lets_nobody_in(world: World) -> None:
    sam = world.sign_in("sam")
    assert edit(world, "Rijnmond Haven", is_active=None).status_code == 303
    assert sam.get("/accounts/").status_code == 302


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
