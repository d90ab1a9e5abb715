"""A browser, and the small application of counter.py to look at."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = tmp_path_factory.mktemp("face") / "face.sqlite"
    command = [sys.executable, "-W", "ignore", "-m", "tests.face.counter", str(file)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        port = next((line for line in server.stdout if line.strip().isdigit()), None)
        assert port, "the small application did not start"
        yield f"http://127.0.0.1:{port.strip()}"
        server.terminate()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open a page; when the test ends, nothing may have been said on the console as an error."""
    opened: list[Page] = []
    said: list[str] = []

    def go(
        path: str, *, width: int = 1280, theme: str = "light", lang: str = "en", script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        context.add_cookies([{"name": "lang", "value": lang, "url": address}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + path)
        opened.append(page)
        return page

    yield go
    for page in opened:
        page.context.close()
    assert [line for line in said if "status of 4" not in line] == []
