"""T51, T53: a process that is killed with SIGKILL in the middle of it, as by a power cut."""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from app.cases.add_files import add_files
from app.check import lost_files
from app.database import db
from app.files import store
from app.files.sweep import sweep
from models.case import Case
from models.conversation import Attachment
from tests.files.acts import NONCE, a_case, case_with_file, keep, rows, stored
from tests.worlds import World

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
LATER = timedelta(days=3)


def killed_in(world: World, act: Callable[[], None]) -> None:
    """Do it in a process of its own, which must not live to see the end."""
    with world.app.app_context():
        db.session.remove()
        db.engine.dispose()
    process = os.fork()
    if process == 0:
        act()
        os._exit(0)
    _pid, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def die(*_args: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sends_and_dies(world: World, case_id: int, moment: str) -> None:
    with world.session("sam") as session:
        by = session.info["viewer"]
        if moment == "in the file":
            store.FileStore._close = die  # type: ignore[method-assign]
        keep(session, by)
        case = session.scalars(select(Case).where(Case.id == case_id)).one()
        add_files(session, by=by, case=case, nonce=NONCE)
        die()


@pytest.mark.parametrize("moment", ["in the file", "before the commit"])
def test_killed_while_sending_leaves_a_case_without_the_file_and_nothing_after_the_sweep(
    world: World, moment: str
) -> None:
    kept, case_id = case_with_file(world), a_case(world)
    killed_in(world, lambda: sends_and_dies(world, case_id, moment))
    assert [file.id for file in rows(world)] == [kept] and len(stored(world)) == 2
    with world.session() as session:
        assert list(lost_files(session)) == []
        assert sweep(session, at=clock.now() + LATER) == (1, 0)
        assert list(lost_files(session)) == [] and len(stored(world)) == 1


def sweeps_and_dies(world: World) -> None:
    delete, left = store.FileStore.delete, [1]

    def dies_at_the_second(self: Any, key: str) -> None:
        delete(self, key) if left.pop() else die()
        left.append(0)

    store.FileStore.delete = dies_at_the_second  # type: ignore[method-assign]
    with world.session() as session:
        sweep(session, at=clock.now() + LATER)


def test_killed_in_the_sweep_of_withdrawn_files_the_next_sweep_goes_on(world: World) -> None:
    files = [case_with_file(world) for _ in range(3)]
    sam = world.sign_in("sam")
    for file_id in files[:2]:
        world.post(sam, f"/files/{file_id}/withdrawal")
    killed_in(world, lambda: sweeps_and_dies(world))
    assert len(stored(world)) == 2
    with world.session() as session:
        assert list(lost_files(session)) == []
        assert sweep(session, at=clock.now() + LATER) == (1, 0)
        assert stored(world) == {session.get_one(Attachment, files[2]).key}
