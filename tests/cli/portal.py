"""A portal as an operator starts it: `loket run` in processes of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

from tests.house.files import REPOSITORY

LONGEST_START = 90.0
LONGEST_STOP = 50.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(data: Path, **settings: str) -> dict[str, str]:
    """What this process has, without its own settings of Loket."""
    ours = ("LOKET", "DATABASE_URL", "QUEUE_URL", "FILES_URL", "SMTP_URL", "BASE_URL", "PORT", "SECRET")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"LOKET_DATA": str(data), "LOKET_ENV": "demo", **settings}


def loket(*words: str, data: Path, answers: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        cwd=REPOSITORY,
        env=environment(data, **settings),
        input=answers,
        capture_output=True,
        text=True,
        timeout=LONGEST_START,
        check=False,
    )


class Portal:
    """`loket run` at a free port."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data / f"run-{self.port}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app.cli", "run"],
                cwd=REPOSITORY,
                env=environment(data, PORT=str(self.port)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_up(self) -> None:
        until = time.monotonic() + LONGEST_START
        while "Loket runs at" not in self.said():
            assert self.process.poll() is None and time.monotonic() < until, self.said()
            time.sleep(0.1)

    def wait_until_all_run(self) -> None:
        """Itself, the web server with two workers, and the worker."""
        until = time.monotonic() + LONGEST_START
        while len(self.processes()) < 5:
            assert time.monotonic() < until, self.processes()
            time.sleep(0.1)

    def stop(self, signal_number: int = signal.SIGINT) -> int:
        self.process.send_signal(signal_number)
        return self.process.wait(LONGEST_STOP)

    def processes(self) -> list[int]:
        """Every living process that has this port in its settings."""
        return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if self._is_ours(entry)]

    def _is_ours(self, entry: Path) -> bool:
        try:
            return f"PORT={self.port}\0".encode() in (entry / "environ").read_bytes()
        except OSError:
            return False


@contextmanager
def running(data: Path) -> Iterator[Portal]:
    portal = Portal(data)
    try:
        portal.wait_until_up()
        yield portal
    finally:
        if portal.process.poll() is None:
            portal.stop()


def sign_in(portal: Portal, mail: str, password: str) -> tuple[OpenerDirector, str]:
    """A browser that went through the sign-in page, and the page it landed on."""
    browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{portal.address}/login/", timeout=30).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token, page
    form = urlencode({"csrf_token": token[1], "mail": mail, "password": password}).encode()
    return browser, browser.open(f"{portal.address}/login/", form, timeout=30).read().decode()
