"""Other processes for the tests: forked from this one, so that they start at once; killed like any other."""

import os
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from typing import Any

from flask import Flask

from app.database import db
from tests.worlds import World

Say = Callable[[object], None]


class Hand:
    """A process at work. What it says comes line by line; it lives until its work is done or it is ended."""

    def __init__(self, world: World, work: Callable[[Flask, Say], Any]) -> None:
        world.leave()  # no connection may pass into the other process
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # of forking beside the thread of a mail server
            self.pid = os.fork()
        if self.pid == 0:
            _work_and_exit(world, work, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb", buffering=0)
        self._rest = b""

    def kill(self) -> list[str]:
        """End it as the kernel does when memory runs out, and return what it had said since the last time."""
        os.kill(self.pid, signal.SIGKILL)
        said = self.lines()
        self.exit_code()
        return said

    def end(self, *how: signal.Signals) -> int:
        """Send the signals, wait, and return the exit code."""
        for number in how:
            os.kill(self.pid, number)
            time.sleep(0.05)
        self.lines()
        return self.exit_code()

    def exit_code(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def lines(self) -> list[str]:
        """All that it says until it ends."""
        with self._pipe:
            said = self._rest + self._pipe.read()
        return said.decode().splitlines()

    def wait_for_word(self, seconds: float = 20.0) -> None:
        """Until it has said something."""
        end = time.monotonic() + seconds
        while b"\n" not in self._rest:
            assert time.monotonic() < end, "the other process said nothing"
            if select.select([self._pipe], [], [], 0.1)[0]:
                self._rest += self._pipe.read(4096)


def _work_and_exit(world: World, work: Callable[[Flask, Say], Any], pipe: int) -> None:
    """Never returns: the other process must not run the rest of the tests."""
    code = 1
    try:
        with world.app.app_context():
            db.engine.dispose(close=False)
        work(world.app, lambda word: os.write(pipe, f"{word}\n".encode()))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def finish(hands: list[Hand]) -> list[str]:
    """What they all said, once they have all ended well."""
    said = [line for hand in hands for line in hand.lines()]
    assert [hand.exit_code() for hand in hands] == [0] * len(hands)
    return said
