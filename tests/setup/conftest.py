"""`trial`: a world of its own with two views and an API that only tests have."""

from collections.abc import Iterator

import pytest

from tests.conftest import IN_CI
from tests.servers import postgres_is_there
from tests.setup.trial import add_trial_views
from tests.worlds import PostgresWorld, SqliteWorld, World


@pytest.fixture(scope="package", params=["sqlite", "postgres"])
def trial_template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    if request.param == "postgres" and not (IN_CI or postgres_is_there()):
        pytest.skip("no PostgreSQL")
    kind = SqliteWorld if request.param == "sqlite" else PostgresWorld
    world = kind.build(tmp_path_factory.mktemp("trial"))
    add_trial_views(world.app)
    yield world
    if isinstance(world, PostgresWorld):
        world.remove()


@pytest.fixture
def trial(trial_template: World) -> Iterator[World]:
    trial_template.restore()
    yield trial_template
    trial_template.rest()
