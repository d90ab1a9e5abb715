"""What the worker does for cases by the clock: one step of one case, in one transaction."""

from collections.abc import Callable
from typing import Final

from flask import Flask

from app.cases.by_the_clock import take_next_step
from app.jobs.session import system_session

AT_MOST: Final = 500  # steps of one look, so that mail and reactions get their turn


def take_due_steps(app: Flask, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """All steps that are due; how many. What a worker that is killed had in hand, the next one does."""
    done = 0
    while done < AT_MOST and not is_stopping() and _take_one(app):
        done += 1
    return done


def _take_one(app: Flask) -> bool:
    with app.app_context():
        session = system_session()
        case = take_next_step(session)
        if case is None:
            session.rollback()
        else:
            session.commit()
    return case is not None
