"""`loket run`: one command for web and worker, as `make run` calls it."""

import os
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.demo.cast import PASSWORD, PEOPLE
from tests.cli.portal import Portal, loket, running, sign_in


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="module")
def portal(data: Path) -> Iterator[Portal]:
    with running(data) as portal:
        yield portal


def cases(data: Path) -> int:
    with sqlite3.connect(data / "loket.db") as connection:
        return int(connection.execute('SELECT count(*) FROM "case"').fetchone()[0])


def test_it_says_where_it_runs_and_who_can_sign_in(portal: Portal) -> None:
    assert portal.address in portal.said()
    assert PASSWORD in portal.said()
    assert all(mail in portal.said() for _first, _last, mail, *_ in PEOPLE)
    assert "Traceback" not in portal.said()


def test_somebody_of_the_cast_signs_in_and_sees_cases(portal: Portal) -> None:
    browser, page = sign_in(portal, "noor@rijnmond.example", PASSWORD)
    assert "Noor" in page
    assert "/cases/10" in browser.open(f"{portal.address}/cases/", timeout=30).read().decode()


def test_a_port_that_is_taken_is_named_with_what_to_do(portal: Portal, tmp_path: Path) -> None:
    second = loket("run", data=tmp_path, PORT=str(portal.port))
    assert second.returncode == 2
    assert second.stderr.startswith(f"Port {portal.port} is taken by another program.")
    assert f"PORT={portal.port + 1} make run" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_second_portal_on_the_same_data_doubles_nothing(portal: Portal, data: Path) -> None:
    before = cases(data)
    with running(data) as second:
        _browser, page = sign_in(second, "bo@desk.example", PASSWORD)
        assert "Bo" in page
    assert cases(data) == before > 100


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_web_and_worker_and_leaves_nobody_behind(told: signal.Signals, data: Path) -> None:
    with running(data) as portal:
        portal.wait_until_all_run()
        assert portal.stop(told) == 0
        assert portal.processes() == []
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", portal.port), timeout=1)


def test_it_stops_when_the_worker_dies_rather_than_run_by_half(data: Path) -> None:
    with running(data) as portal:
        worker = next(pid for pid in portal.processes() if _words(pid)[-1] == "work")
        os.kill(worker, signal.SIGKILL)
        assert portal.process.wait(30) != 0
        assert "The worker ended by itself" in portal.said()
        assert portal.processes() == []


def test_nobody_is_left_behind_when_it_is_killed(data: Path) -> None:
    with running(data) as portal:
        os.kill(portal.process.pid, signal.SIGKILL)
        portal.process.wait(10)
        until = time.monotonic() + 30
        while portal.processes() and time.monotonic() < until:
            time.sleep(0.1)
        assert portal.processes() == []


def _words(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
