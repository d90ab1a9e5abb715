"""Regions, classifications, product lines and customers' fields: data that administrators keep."""

from typing import Any

import pytest
from sqlalchemy import select

from models.account import Account
from models.classification import Classification
from models.product_line import AccountProductLine, ProductLine
from models.region import Region, SubRegion
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

TABLES = ("regions", "sub-regions", "classifications", "product-lines")
NEW = {"name-en": "Waits's", "name-nl": "Wachten", "rank": "5"}


def id_of(world: World, model: Any, code: str) -> int:
    with world.session() as session:
        found: int = session.scalars(select(model.id).where(model.code == code)).one()
        return found


def put(world: World, **values: Any) -> None:
    """What the Haven has, as the system writes it."""
    with world.session() as session:
        haven = session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one()
        for name, value in values.items():
            setattr(haven, name, value)
        session.commit()


def delete(world: World, table: str, pk: int) -> Any:
    return world.post(world.sign_in("ada"), f"/setup/{table}/delete/{pk}", {"confirmed": "1"})


@pytest.mark.parametrize("table", TABLES)
def test_an_administrator_adds_changes_and_deletes_a_word(world: World, table: str) -> None:
    ada, region = world.sign_in("ada"), str(id_of(world, Region, "emea"))
    answer = world.post(ada, f"/setup/{table}/add", {**NEW, "region_id": region, "is_active": "y"})
    assert answer.status_code == 303
    pk = int(answer.location.rsplit("/", 1)[1])
    path = f"/setup/{table}/edit/{pk}"
    assert send(world, ada, path, form_at(ada, path), name__en="Other's").status_code == 303
    assert "Other's" in words_of(ada.get(f"/setup/{table}/list/"))
    assert delete(world, table, pk).status_code == 303
    assert "Other's" not in words_of(ada.get(f"/setup/{table}/list/"))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("who", ["sam", "bo", "chris", "tess"])
def test_nobody_else_keeps_words(world: World, table: str, who: str) -> None:
    client = world.sign_in(who)
    assert world.post(client, f"/setup/{table}/add", NEW).status_code == 403
    assert client.get(f"/setup/{table}/list/").status_code == 403


def test_a_word_in_use_is_not_deleted(world: World) -> None:
    region, part = id_of(world, Region, "emea"), id_of(world, SubRegion, "benelux")
    line, kind = id_of(world, ProductLine, "devices"), id_of(world, Classification, "partner")
    put(world, region_id=region, sub_region_id=part, classification="partner")
    with world.session() as session:
        haven = session.scalars(select(Account.id).where(Account.name == "Rijnmond Haven")).one()
        session.add(AccountProductLine(account_id=haven, product_line_id=line))
        session.commit()
    for table, pk in zip(TABLES, (region, part, kind, line), strict=True):
        assert delete(world, table, pk).status_code == 422, table


def test_accounts_follow_a_sub_region_to_another_region(world: World) -> None:
    part, ada = id_of(world, SubRegion, "caribbean"), world.sign_in("ada")
    put(world, region_id=id_of(world, Region, "americas"), sub_region_id=part)
    emea, path = id_of(world, Region, "emea"), f"/setup/sub-regions/edit/{part}"
    assert send(world, ada, path, form_at(ada, path), region_id=str(emea)).status_code == 303
    with world.session() as session:
        found = select(Account.region_id).where(Account.name == "Rijnmond Haven")
        assert session.scalar(found) == emea


def fields_of_sam(world: World, path: str) -> set[str]:
    return set(form_at(world.sign_in("sam"), path, "seen")) - {"seen"}


def test_what_customers_may_change_is_what_the_set_up_says_from_the_next_page_on(world: World) -> None:
    haven, ada = f"/accounts/{world.account_id('Rijnmond Haven')}/edit", world.sign_in("ada")
    assert fields_of_sam(world, haven) == {"phone", "fax", "website"}
    fields = {**form_at(ada, "/setup/fields/", "seen"), "account": ["street", "city"], "contact": ["mobile"]}
    assert send(world, ada, "/setup/fields/", fields).status_code == 303
    assert fields_of_sam(world, haven) == {"street", "city"}
    assert fields_of_sam(world, f"/contacts/{world.person_id('sam')}/edit") == {"mobile"}


def test_t31_fields_that_never_open_are_no_choice(world: World) -> None:
    ada = world.sign_in("ada")
    page = words_of(ada.get("/setup/fields/"))
    for name in ("customer_id", "classification", "manager_id", "email"):
        assert f'value="{name}"' not in page
        fields = {**form_at(ada, "/setup/fields/", "seen"), "account": [name], "contact": [name]}
        assert send(world, ada, "/setup/fields/", fields).status_code == 422


@pytest.mark.parametrize("who", ["sam", "bo", "chris"])
def test_only_who_configures_says_what_customers_may_change(world: World, who: str) -> None:
    client = world.sign_in(who)
    assert world.post(client, "/setup/fields/", {"account": "name"}).status_code == 403


def test_t64_the_second_of_two_administrators_sees_what_the_first_opened(world: World) -> None:
    ada = world.sign_in("ada")
    mine = form_at(ada, "/setup/fields/", "seen")
    other = {**mine, "account": ["name"]}
    assert send(world, ada, "/setup/fields/", other).status_code == 303
    answer = send(world, ada, "/setup/fields/", {**mine, "account": ["fax"]})
    assert answer.status_code == 409
