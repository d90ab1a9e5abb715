"""Web and worker together: started, watched and stopped as one."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException

import click

PATIENCE = 45.0  # seconds that a process gets to finish what it is doing; told twice, it gets none
Child = subprocess.Popen[bytes]
SET_PARENT_DEATH_SIGNAL = 1  # linux/prctl.h
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def why_not_listen(host: str, port: int) -> OSError | None:
    """What keeps us from listening there; None when nothing does."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            return problem
    return None


def answers(host: str, port: int) -> bool:
    """Whether a request gets an answer: the web server takes connections before it can."""
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def web_command(host: str, port: int, workers: int) -> list[str]:
    """gunicorn with sync workers: one request at a time in each process.

    The longest a request may take leaves room for a hundred megabytes over a slow line.
    """
    return [
        *(sys.executable, "-m", "gunicorn", "app.factory:create_app()"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--timeout", "300"),
        *("--graceful-timeout", "10", "--max-requests", "20000", "--max-requests-jitter", "2000"),
        *("--log-level", "warning", "--no-control-socket"),
    ]


def work_command() -> list[str]:
    return [sys.executable, "-m", "app.cli", "work"]


def run_together(commands: Sequence[list[str]], when_up: Callable[[], bool]) -> int:
    """Run until told to stop, or until one of them ends; then stop the others. Returns the exit code.

    `when_up` is asked now and then until it says True, for whoever waits for the first answer.
    """
    told: list[int] = []
    before = {name: signal.signal(name, lambda number, _frame: told.append(number)) for name in STOPS}
    # A session for each: Ctrl+C in a terminal reaches this process alone, which stops them in order.
    children = [
        subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_us())  # noqa: S603
        for command in commands
    ]
    try:
        is_up = False
        while not told and _all_run(children):
            is_up = is_up or when_up()
            time.sleep(0.2)
        return 0 if told else _first_failure(children)
    finally:
        _stop(children, lambda: len(told) > 1)
        for name, handler in before.items():
            signal.signal(name, handler)


def _end_with_us() -> Callable[[], object] | None:
    """Called in the child: Linux then tells it to stop should this process be killed."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _all_run(children: Sequence[Child]) -> bool:
    return all(child.poll() is None for child in children)


def _stop(children: Sequence[Child], is_pressed: Callable[[], bool]) -> None:
    """Ask each to finish; end whoever does not in time, with all that it started."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + PATIENCE
    while any(child.poll() is None for child in children):
        if is_pressed() or time.monotonic() > until:
            for child in children:
                _end(child)
        time.sleep(0.05)


def _end(child: Child) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _first_failure(children: Sequence[Child]) -> int:
    ended = next(child for child in children if child.returncode is not None)
    name = "worker" if ended.args == work_command() else "web server"
    click.echo(f"The {name} ended by itself (exit code {ended.returncode}); Loket stops.", err=True)
    return ended.returncode or 1
