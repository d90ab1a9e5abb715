"""A nudge to the worker after a commit. Losing one delays nothing for long: the sweep finds what is due."""

import logging
import os
import time
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from huey import Huey

from app.jobs.queue import hinting, open_queue

log = logging.getLogger(__name__)
QUIET_AFTER_FAILURE = 10.0  # seconds in which a queue that is down is left alone


def hint() -> None:
    """Tell the worker that there may be work. Never fails, and never waits long, whatever the queue does."""
    hinter = current_app.extensions.get("hinter")
    if hinter is None or hinter.process != os.getpid():  # a connection does not survive a fork
        hinter = current_app.extensions["hinter"] = Hinter(current_app)
    hinter.hint()


class Hinter:
    """This process's end of the queue."""

    def __init__(self, app: Flask) -> None:
        self.process = os.getpid()
        self.silent_until = 0.0
        self._settings = app.config["SETTINGS"]
        self._queue: Huey | None = None
        self._send: Callable[[], Any] = lambda: None

    def hint(self) -> None:
        if time.monotonic() < self.silent_until:
            return
        try:
            self._put()
        except Exception as problem:  # a queue that is down must not cost a request its answer
            self.silent_until = time.monotonic() + QUIET_AFTER_FAILURE
            log.warning("The queue takes no hints (%s); the worker's own sweep finds the work.", problem)

    def close(self) -> None:
        """Let go of the queue."""
        if self._queue is not None:
            self._queue.storage.close()

    def _put(self) -> None:
        """One waiting hint is enough: whoever takes it looks after this commit, and sees it all."""
        if self._queue is None:
            self._queue = open_queue(self._settings)
            self._send = hinting(self._queue)
        if self._queue.storage.queue_size() == 0:
            self._send()
