"""What the worker does by the clock and in passing: a round of each kind when it is time for one."""

import logging
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from flask import Flask

from app.jobs.closing import take_due_steps
from app.jobs.session import system_session
from app.knowledge.links.outside import Outside
from app.knowledge.links.round import go_round

log = logging.getLogger(__name__)
Asks = Callable[[], bool]


class Round(NamedTuple):
    """`go` does what is due and answers how much; `every` is in seconds."""

    every: float
    go: Callable[[Flask, Asks], int]
    trouble: str


def _look_at_addresses(app: Flask, is_stopping: Asks) -> int:
    with app.app_context():
        return go_round(system_session(), Outside(), is_stopping)


ROUNDS: Final = {
    "links": Round(60.0, _look_at_addresses, "The addresses in articles could not be looked at"),
    "closing": Round(20.0, take_due_steps, "Cases could not be reminded of and closed"),
}
_next: dict[str, float] = {}


def look_round(app: Flask, is_stopping: Asks = lambda: False) -> None:
    """Each round when it is time for one. A failure ends this round, not the worker."""
    for name, one in ROUNDS.items():
        now = time.monotonic()
        if now >= _next.get(name, 0.0):
            _next[name] = now + one.every
            _go(name, one, app, is_stopping)


def _go(name: str, one: Round, app: Flask, is_stopping: Asks) -> None:
    try:
        done = one.go(app, is_stopping)
    except Exception:
        log.exception("%s; tried again in %s seconds.", one.trouble, one.every)
    else:
        log.debug("%s: %s.", name, done)
