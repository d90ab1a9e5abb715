"""Every test of files begins with an empty store, and leaves none."""

import shutil
from collections.abc import Iterator

import pytest

from tests.worlds import World


def _empty(world: World) -> None:
    shutil.rmtree(world.app.config["SETTINGS"].data / "files", ignore_errors=True)


@pytest.fixture
def world(world: World) -> Iterator[World]:
    _empty(world)
    yield world
    _empty(world)


@pytest.fixture
def sqlite_world(sqlite_world: World) -> Iterator[World]:
    _empty(sqlite_world)
    yield sqlite_world
    _empty(sqlite_world)
