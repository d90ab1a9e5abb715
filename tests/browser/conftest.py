"""The real portal in a process of its own, and browsers of the cast that look at it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.visitors import Visitors
from tests.house.files import REPOSITORY


@pytest.fixture(scope="session")
def places(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Where what is: `address`, cases by their status, and the key of a row of each kind."""
    folder = tmp_path_factory.mktemp("portal")
    command = [sys.executable, "-W", "ignore", "-m", "tests.browser.portal", str(folder)]
    with (folder / "portal.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=log, text=True)
    assert server.stdout is not None
    with server.stdout as output:
        said = next((line for line in output if line.startswith("{")), None)
        assert said, (folder / "portal.log").read_text()
        yield {**json.loads(said), "folder": str(folder)}
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def everybody(browser: Browser, places: dict[str, Any]) -> Visitors:
    return Visitors(browser, places["address"])


@pytest.fixture
def visitors(everybody: Visitors) -> Iterator[Visitors]:
    """When the test ends, nothing may have been said on a console as an error, but answers of 4xx."""
    yield everybody
    assert everybody.leave() == []
