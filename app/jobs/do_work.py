"""Doing the work that people asked for: one piece at a time, wholly or not at all."""

import logging
import time
from collections.abc import Callable
from typing import IO, Any

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from app import clock
from app.background.limits import LEASE, MOST_ATTEMPTS, TELL_EVERY
from app.background.run import GivenUp, Made, Run, Stopped
from app.files.store import file_store, new_key
from app.jobs.backoff import wait_after
from app.jobs.kinds import KINDS
from app.jobs.session import system_session
from models.background_work import UNFINISHED, BackgroundWork

log = logging.getLogger(__name__)
CHUNK = 64 * 1024
Asks = Callable[[], bool]


class Released(Exception):
    """The worker is asked to stop: somebody else does this afterwards."""


def work_on_next(app: Flask, is_stopping: Asks, breathe: Callable[[], None]) -> int | None:
    """Do the oldest piece of work that is due. Returns its id; None without one.

    `breathe` is called now and then, so that what is short need not wait for what is long. A worker that is
    killed leaves a row whose lease runs out; what it wrote so far was never committed.
    """
    with app.app_context():
        session = system_session()
        work = _take(session)
        if work is None:
            return None
        line = _Line(app, work.id, work.attempts, is_stopping, breathe)
        run = Run(work.id, work.person_id, work.kind, work.asked, work.source_key, line.tell)
        if work.state == "running":
            with force_locale(run.language):
                _do(session, run, line)
        return run.work_id


def _take(session: Session) -> BackgroundWork | None:
    """Lease the next one; one that was begun too often has killed its workers, and is begun no more."""
    work: BackgroundWork | None = session.scalar(
        select(BackgroundWork)
        .where(BackgroundWork.state.in_(UNFINISHED), BackgroundWork.not_before <= clock.now())
        .order_by(BackgroundWork.not_before, BackgroundWork.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if work is None:
        session.rollback()
        return None
    work.state, work.attempts, work.done = "running", work.attempts + 1, 0
    work.started_at, work.not_before = clock.now(), clock.now() + LEASE
    if work.attempts > MOST_ATTEMPTS:
        work.state, work.error, work.finished_at = "failed", "unexpected", clock.now()
    session.commit()
    return work


def _do(session: Session, run: Run, line: "_Line") -> None:
    try:
        _conclude(session, line, KINDS[run.kind](session, run), state="done")
    except GivenUp as why:
        session.rollback()
        _conclude(session, line, why.made or Made(), state="failed", error=why.code)
    except (Stopped, Released) as stop:
        session.rollback()
        if isinstance(stop, Released):
            line.write(session, state="waiting", attempts=line.attempt - 1, not_before=clock.now())
            session.commit()
    except Exception:
        log.exception("Background work %s failed.", run.work_id)
        session.rollback()
        _put_off(session, line)


def _conclude(session: Session, line: "_Line", made: Made, **ends: Any) -> None:
    """The end of the work stands in the transaction of what it wrote: both are there, or neither is.

    The file is complete before the row can name it.
    """
    facts: dict[str, Any] = {"outcome": dict(made.outcome), "finished_at": clock.now(), **ends}
    if made.file is not None:
        with made.file as file:
            key, size = new_key(), _size(file)
            file_store().write(key, iter(lambda: file.read(CHUNK), b""))
        facts |= {"result_key": key, "result_name": made.name, "result_size": size}
        facts["seen_with"] = made.seen_with
    if line.write(session, **facts):
        session.commit()
    else:
        session.rollback()


def _put_off(session: Session, line: "_Line") -> None:
    if line.attempt >= MOST_ATTEMPTS:
        line.write(session, state="failed", error="unexpected", finished_at=clock.now())
    else:
        line.write(session, state="waiting", not_before=clock.now() + wait_after(line.attempt))
    session.commit()


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


class _Line:
    """The line between this worker and the row: open as long as nobody cancels it or takes it over."""

    def __init__(
        self, app: Flask, work_id: int, attempt: int, is_stopping: Asks, breathe: Callable[[], None]
    ) -> None:
        self.attempt = attempt
        self._app, self._work_id = app, work_id
        self._is_stopping, self._breathe = is_stopping, breathe
        self._told = time.monotonic()

    def write(self, session: Session, **facts: Any) -> bool:
        """Change the row if this worker still has it; says whether."""
        answer = session.execute(
            update(BackgroundWork)
            .where(
                BackgroundWork.id == self._work_id,
                BackgroundWork.state == "running",
                BackgroundWork.attempts == self.attempt,
            )
            .values(**facts)
            .execution_options(synchronize_session=False)
        )
        assert isinstance(answer, CursorResult)
        return answer.rowcount == 1

    def tell(self, done: int, total: int | None) -> None:
        """How far it is; in a transaction of its own, and not more often than anybody looks."""
        if time.monotonic() - self._told < TELL_EVERY:
            return
        if self._is_stopping():
            raise Released
        self._breathe()
        with self._app.app_context():
            session = system_session()
            is_ours = self.write(session, done=done, total=total, not_before=clock.now() + LEASE)
            session.commit()
        self._told = time.monotonic()
        if not is_ours:
            raise Stopped
