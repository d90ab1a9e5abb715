"""Product line -> product -> model or version: what somebody may choose from."""

import pytest
from sqlalchemy import select, update

from app.products.choose import (
    find_model,
    find_product,
    find_version,
    models,
    product_lines,
    products,
    versions,
)
from models.account import Account
from models.product import Product, ProductModel
from tests.products.steps import fill_catalogue, give_line
from tests.worlds import World


@pytest.fixture(autouse=True)
def catalogue(world: World) -> None:
    fill_catalogue(world)


def test_an_account_chooses_from_the_product_lines_that_it_has(world: World) -> None:
    give_line(world, "Rijnmond Haven", "software")
    with world.session("sam") as session:
        haven = session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one()
        assert [one.code for one in product_lines(session, haven)] == ["software"]


def test_an_account_for_which_nothing_is_written_down_chooses_from_all(world: World) -> None:
    with world.session("eva") as session:
        elders = session.scalars(select(Account).where(Account.name == "Elders & Zoon")).one()
        assert [one.code for one in product_lines(session, elders)] == ["devices", "software", "services"]
        assert [one.code for one in product_lines(session, elders, kind="hardware")] == ["devices"]


def test_each_choice_narrows_the_next_one(world: World) -> None:
    with world.session("sam") as session:
        assert [one.code for one in products(session, "devices")] == ["reiger"]
        assert [one.code for one in products(session, kind="software")] == ["volgprint"]
        assert [one.code for one in models(session, "reiger")] == ["Reiger C350", "Reiger C550"]
        assert [one.code for one in models(session, line="devices")] == ["Reiger C350", "Reiger C550"]
        assert [one.code for one in versions(session, "volgprint")] == ["7.2", "7.1"]


def test_what_is_not_known_leads_to_nothing(world: World) -> None:
    with world.session("sam") as session:
        assert products(session, "nothing") == []
        assert models(session, "volgprint") == []
        assert models(session, line="software") == []
        assert versions(session, "nothing") == []
        assert find_version(session, "volgprint", "7.9") is None


def test_a_model_is_found_by_its_exact_name_in_any_capitals(world: World) -> None:
    with world.session("sam") as session:
        found = find_model(session, " reiger c350 ")
        assert found is not None
        assert found.name == "Reiger C350"
        assert find_model(session, "Reiger C35") is None


def test_what_is_no_longer_offered_is_no_choice_and_keeps_its_words(world: World) -> None:
    with world.session() as session:
        session.execute(update(Product).where(Product.code == "reiger").values(is_active=False))
        session.execute(update(ProductModel).values(is_active=False))
        session.commit()
    with world.session("sam") as session:
        assert products(session, "devices") == []
        assert models(session) == []
        assert find_product(session, "reiger") is not None
        assert find_model(session, "Reiger C350") is not None
