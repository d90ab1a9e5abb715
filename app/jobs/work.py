"""The worker: reacts to events and delivers mail, when it is hinted to and every few seconds anyway."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, Final

from flask import Flask
from huey import Huey
from huey.consumer import Consumer, Scheduler, Worker

from app.jobs.clear_up import CLEAR_UP_EVERY, clear_up
from app.jobs.do_work import work_on_next
from app.jobs.messages import look_after_messages
from app.jobs.queue import hinting, open_queue
from app.jobs.react import react_to_next
from app.jobs.rounds import look_round
from app.mail.deliver import Postman
from app.mail.server import mail_server

log = logging.getLogger(__name__)
SWEEP_EVERY: Final = 5.0  # seconds; what a dead worker or a lost hint left waits no longer
LONGEST_STOP: Final = 40.0  # seconds for the item in hand; what is not done then, its lease brings back
HEALTH_EVERY: Final = 10.0
COMPLAIN_EVERY: Final = 60.0
SAME_WISH: Final = 2.0  # seconds; Ctrl+C reaches a worker from the terminal and from who started it

_complained: dict[str, float] = {}

Asks = Callable[[], bool]


def run(app: Flask) -> None:
    """Work until SIGTERM or SIGINT, finish the item in hand, and return. For the main thread of a process.

    Any number of these may run beside each other. Raises ValueError for a QUEUE_URL or SMTP_URL that
    cannot be understood.
    """
    settings = app.config["SETTINGS"]
    mail_server(settings.smtp_url)
    queue = open_queue(settings, takes=True)
    hinting(queue)
    foreman = Foreman(queue, partial(look_about, app), partial(clear_up, app))
    foreman.start()
    _wait_for_signal(foreman)
    foreman.stop(graceful=True)


def look_about(app: Flask, is_stopping: Asks) -> None:
    """All that is due, and now and then a round that only the worker itself thinks of."""
    work_off(app, is_stopping)
    look_round(app, is_stopping)


def work_off(app: Flask, is_stopping: Asks = lambda: False) -> None:
    """Do all that is due now. Reactions go before mail, so that a slow mail server holds up nothing else.

    What takes long comes last, and lets reactions and mail pass on its way. A database that does not answer
    ends this look, not the worker.
    """
    try:
        with Postman(app) as postman:

            def do_what_is_short() -> None:
                while not is_stopping() and (
                    react_in_turn(app) is not None or postman.deliver_next() or look_after_messages(app)
                ):
                    pass

            do_what_is_short()
            while not is_stopping() and work_on_next(app, is_stopping, do_what_is_short) is not None:
                do_what_is_short()
    except Exception:
        log.exception("The worker could not go on; it looks again in %s seconds.", SWEEP_EVERY)


def react_in_turn(app: Flask) -> int | None:
    """`react_to_next`; on SQLite it then leaves the one write lock alone for as long as it held it.

    Waiting writers ask for the lock now and then, in no order: a worker with much to do would starve them.
    """
    begun = time.monotonic()
    event_id = react_to_next(app)
    if event_id is not None and app.config["SETTINGS"].database_url.startswith("sqlite"):
        time.sleep(time.monotonic() - begun)
    return event_id


def once_a_minute(record: logging.LogRecord) -> bool:
    """huey complains every second while its queue is away; the work goes on by the sweep meanwhile."""
    now, last = time.monotonic(), _complained.get(record.msg, -COMPLAIN_EVERY)
    if now - last < COMPLAIN_EVERY:
        return False
    _complained[record.msg] = now
    return True


class Hand(Worker):
    """Takes hints; looks for work after each of them, and after a while without."""

    def __init__(
        self, *args: Any, look: Callable[[Asks], None], clear_up: Callable[[], None], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._look, self._clear_up = look, clear_up
        self._next_sweep = self._next_clear_up = 0.0

    def loop(self, now: Any = None) -> None:
        hints = self.task_count
        super().loop(now)
        if self.task_count > hints or time.monotonic() >= self._next_sweep:
            self._look(self.stop_flag.is_set)
            self._next_sweep = time.monotonic() + SWEEP_EVERY
        if time.monotonic() >= self._next_clear_up:
            self._clear_up()
            self._next_clear_up = time.monotonic() + CLEAR_UP_EVERY


class Foreman(Consumer):
    """huey's consumer with one hand."""

    def __init__(self, queue: Huey, look: Callable[[Asks], None], clear_up: Callable[[], None]) -> None:
        self.worker_class = partial(Hand, look=look, clear_up=clear_up)
        for part in (Hand, Scheduler):
            logging.getLogger(f"huey.consumer.{part.process_name}").addFilter(once_a_minute)
        super().__init__(queue, workers=1, periodic=False, max_delay=1.0, shutdown_timeout=LONGEST_STOP)


def _wait_for_signal(foreman: Foreman) -> None:
    """huey would finish its work on one of the two signals only; here both are a request to stop in order."""
    asked, at = threading.Event(), 0.0

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal at
        if asked.is_set() and time.monotonic() - at > SAME_WISH:
            raise KeyboardInterrupt  # asked twice: now
        at = at or time.monotonic()
        asked.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    while not asked.wait(HEALTH_EVERY):
        foreman.check_worker_health()
