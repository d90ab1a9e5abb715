"""A world with FAB's own views in it, on both databases."""

from collections.abc import Iterator
from typing import TypeVar

import pytest

from tests.access.seeding import Rows, seed
from tests.attacks.stock import add_stock_views, allow_everything
from tests.conftest import IN_CI
from tests.servers import postgres_is_there
from tests.worlds import PostgresWorld, SqliteWorld, World

W = TypeVar("W", bound=World)


def _with_stock_views(world: W) -> W:
    add_stock_views(world.app)
    return world


@pytest.fixture(scope="session")
def sqlite_stock(tmp_path_factory: pytest.TempPathFactory) -> SqliteWorld:
    return _with_stock_views(SqliteWorld.build(tmp_path_factory.mktemp("stock")))


@pytest.fixture(scope="session")
def postgres_stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresWorld]:
    if not postgres_is_there():
        if IN_CI:
            pytest.fail("PostgreSQL is required in CI and does not answer")
        pytest.skip("no PostgreSQL")
    world = _with_stock_views(PostgresWorld.build(tmp_path_factory.mktemp("stock")))
    yield world
    world.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def stock(request: pytest.FixtureRequest) -> Iterator[World]:
    world: World = request.getfixturevalue(f"{request.param}_stock")
    world.restore()
    with world.session() as session:
        allow_everything(session)
        session.commit()
    yield world
    world.rest()


@pytest.fixture
def rows(stock: World) -> dict[str, Rows]:
    return seed(stock)
