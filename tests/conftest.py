"""The world of the tests: one application per run, and a fresh copy of a template database per test.

`world` gives the application with the demonstration cast on SQLite and on PostgreSQL in turn;
tests that touch no data, or one database only, ask for `sqlite_world`.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.servers import chromium, postgres_is_there
from tests.worlds import PostgresWorld, SqliteWorld, World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IN_CI = os.environ.get("CI") == "true"
IN_TORTURE = os.environ.get("LOKET_TORTURE") == "1"  # `make torture`

QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"

settings.register_profile("usual", deadline=None)
settings.register_profile("torture", deadline=None, max_examples=1_000, stateful_step_count=100)
settings.load_profile("torture" if IN_TORTURE else "usual")


PATIENCE = 15_000  # ms that a page may take to become what is expected: the machine may be busy
MANY = 20_000  # new objects until the collector looks for some to drop; Python's own number is 700


def pytest_collection_finish() -> None:
    """What was imported stays: going through all of it again and again took a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY, 20, 20)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteWorld:
    return SqliteWorld.build(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresWorld]:
    if not postgres_is_there():
        if IN_CI:
            pytest.fail("PostgreSQL is required in CI and does not answer on 127.0.0.1:5432")
        pytest.skip("no PostgreSQL on 127.0.0.1:5432 (set LOKET_TEST_POSTGRES to use another)")
    world = PostgresWorld.build(tmp_path_factory.mktemp("postgres"))
    yield world
    world.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    yield from _fresh(request.getfixturevalue(f"{request.param}_template"))


@pytest.fixture
def sqlite_world(sqlite_template: SqliteWorld) -> Iterator[World]:
    yield from _fresh(sqlite_template)


@pytest.fixture
def postgres_world(postgres_template: PostgresWorld) -> Iterator[World]:
    yield from _fresh(postgres_template)


def _fresh(world: World) -> Iterator[World]:
    world.restore()
    yield world
    world.rest()


@pytest.fixture
def repository() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, one for the whole run: two Playwrights cannot live in one process."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    if chromium() is None:
        (pytest.fail if IN_CI else pytest.skip)("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=QUIET.split())
        yield started
        started.close()
