"""What the worker does by the clock and in passing: looking whether what articles lead to is still there."""

import logging
import time
from collections.abc import Callable
from typing import Final

from flask import Flask

from app.jobs.session import system_session
from app.knowledge.links.outside import Outside
from app.knowledge.links.round import go_round

log = logging.getLogger(__name__)
EVERY: Final = 60.0  # seconds between two rounds; each takes a few addresses
_next: dict[str, float] = {}


def look_round(app: Flask, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """A round when it is time for one. A failure ends this round, not the worker."""
    now = time.monotonic()
    if now < _next.get("links", 0.0):
        return
    _next["links"] = now + EVERY
    try:
        with app.app_context():
            done = go_round(system_session(), Outside(), is_stopping)
    except Exception:
        log.exception("The addresses in articles could not be looked at; tried again in %s seconds.", EVERY)
    else:
        log.debug("Looked at %s addresses.", done)
