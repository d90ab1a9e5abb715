"""gunicorn as `loket run` starts it, on a free port, and what its processes use."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.processes import answers, web_command

WORKERS = 2
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A running gunicorn."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.process, self.port = process, port

    @property
    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def memory(self) -> float:
        """Megabytes of the largest worker (resident)."""
        return max(_resident(pid) for pid in self.workers)


@contextmanager
def serve(what: str, environment: dict[str, str]) -> Iterator[Server]:
    """Serve `module:factory()` until the block ends."""
    port = _free_port()
    command = [
        what if part == "app.factory:create_app()" else part
        for part in web_command("127.0.0.1", port, WORKERS)
    ]
    process = subprocess.Popen(
        [*command, "--max-requests", "0"], env={**os.environ, **environment, "PORT": str(port)}
    )
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + 60
    while not answers("127.0.0.1", port):
        if process.poll() is not None or time.monotonic() > until:
            sys.exit("The server did not start; its message stands above.")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def processor_seconds(pids: list[int]) -> float:
    """What these processes have used so far, user and system; 0 for those that are not on this machine."""
    total = 0
    for pid in pids:
        file = Path(f"/proc/{pid}/stat")
        if file.exists():
            fields = file.read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICK


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
