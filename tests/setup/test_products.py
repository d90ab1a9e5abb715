"""Products, models and versions are set-up: kept by administrators, each fitting its product."""

from typing import Any

import pytest
from sqlalchemy import select

from app.check import rows_in_another_tree
from models.device import Device
from models.product import Product, ProductModel, ProductVersion
from models.product_line import ProductLine
from tests.products.steps import fill_catalogue, order
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World


@pytest.fixture(autouse=True)
def catalogue(world: World) -> None:
    fill_catalogue(world)


def new(world: World, table: str) -> dict[str, str]:
    """A sound row of each table."""
    with world.session() as session:
        ids = {row.code: str(row.id) for row in session.scalars(select(Product))}
        line = str(session.scalars(select(ProductLine.id).where(ProductLine.code == "devices")).one())
    words = {"name-en": "Swan's", "name-nl": "Zwaan", "rank": "5", "product_line_id": line}
    return {
        "products": {**words, "kind": "hardware", "is_active": "y"},
        "models": {"name": "Swan's", "product_id": ids["reiger"], "is_active": "y"},
        "versions": {"name": "Swan's", "product_id": ids["volgprint"], "released_on": "2026-02-01"},
    }[table]


@pytest.mark.parametrize("table", ["products", "models", "versions"])
def test_an_administrator_adds_changes_and_deletes(world: World, table: str) -> None:
    ada = world.sign_in("ada")
    answer = world.post(ada, f"/setup/{table}/add", new(world, table))
    assert answer.status_code == 303
    pk = int(answer.location.rsplit("/", 1)[1])
    assert "Swan's" in words_of(ada.get(answer.location))
    path = f"/setup/{table}/edit/{pk}"
    changed = {"name__en": "Goose's"} if table == "products" else {"name": "Goose's"}
    assert send(world, ada, path, form_at(ada, path), **changed).status_code == 303
    assert "Goose's" in words_of(ada.get(f"/setup/{table}/list/"))
    assert world.post(ada, f"/setup/{table}/delete/{pk}", {"confirmed": "1"}).status_code == 303
    assert "Goose's" not in words_of(ada.get(f"/setup/{table}/list/"))


@pytest.mark.parametrize("who", ["sam", "bo", "chris", "tess"])
@pytest.mark.parametrize("table", ["products", "models", "versions"])
def test_nobody_else_keeps_them(world: World, table: str, who: str) -> None:
    client = world.sign_in(who)
    assert world.post(client, f"/setup/{table}/add", new(world, table)).status_code == 403
    assert client.get(f"/setup/{table}/list/").status_code == 403


def ids_of(world: World) -> dict[str, int]:
    with world.session() as session:
        return {row.code: row.id for row in session.scalars(select(Product))}


def refused(world: World, path: str, **values: Any) -> str:
    ada = world.sign_in("ada")
    answer = send(world, ada, path, form_at(ada, path), **values)
    assert answer.status_code == 422
    return words_of(answer)


def test_only_hardware_has_models_and_only_software_versions(world: World) -> None:
    ids = ids_of(world)
    both = {"name": "X", "released_on": "2026-02-01"}
    ada = world.sign_in("ada")
    wrong = {"models": ids["volgprint"], "versions": ids["reiger"]}
    for table, pk in wrong.items():
        answer = world.post(ada, f"/setup/{table}/add", {**both, "product_id": str(pk)})
        assert answer.status_code == 422, table
    assert "other kind" in refused(world, f"/setup/products/edit/{ids['reiger']}", kind="software")


def test_two_models_of_one_name_or_a_support_that_ends_before_it_begins_are_refused(world: World) -> None:
    with world.session() as session:
        model = session.scalars(select(ProductModel.id).where(ProductModel.name == "Reiger C350")).one()
        version = session.scalars(select(ProductVersion.id)).first()
    assert "already" in refused(world, f"/setup/models/edit/{model}", name="Reiger C550")
    said = refused(world, f"/setup/versions/edit/{version}", supported_until="1999-01-01")
    assert "before the first" in said


def test_a_product_and_a_line_with_something_in_it_are_not_deleted(world: World) -> None:
    ada, ids = world.sign_in("ada"), ids_of(world)
    for pk in ids.values():
        assert world.post(ada, f"/setup/products/delete/{pk}", {"confirmed": "1"}).status_code == 422
    with world.session() as session:
        line = session.scalars(select(ProductLine.id).where(ProductLine.code == "devices")).one()
    assert world.post(ada, f"/setup/product-lines/delete/{line}", {"confirmed": "1"}).status_code == 422


def test_devices_follow_their_model_and_product_into_another_line(world: World) -> None:
    order(world, "Rijnmond Haven", "A1")
    ada, path = world.sign_in("ada"), f"/setup/products/edit/{ids_of(world)['reiger']}"
    with world.session() as session:
        line = session.scalars(select(ProductLine.id).where(ProductLine.code == "services")).one()
    assert send(world, ada, path, form_at(ada, path), product_line_id=str(line)).status_code == 303
    with world.session() as session:
        assert session.scalar(select(Device.product_line_id)) == line
        assert list(rows_in_another_tree(session)) == []
