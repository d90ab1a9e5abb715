"""Work in the background: done once, wholly or not at all, whoever is killed; cancelled, given back, gone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.background.ask import cancel
from app.background.limits import KEPT, MOST_ATTEMPTS
from app.background.run import Made, Run
from app.files.store import file_store
from app.files.sweep import sweep
from app.jobs import do_work
from app.jobs.clear_up import clear_up
from app.jobs.do_work import work_on_next
from app.jobs.kinds import KINDS
from app.jobs.work import work_off
from models.background_work import BackgroundWork
from tests.cases.steps import opened
from tests.inout.asking import asked, row
from tests.mail.acts import HeldClock, held, pending
from tests.worlds import World

__all__ = ["held"]


@pytest.fixture(autouse=True)
def chatty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is told at every step."""
    monkeypatch.setattr(do_work, "TELL_EVERY", 0.0)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """A kind of work in three steps; a test says what happens before the second."""
    between: list[Any] = []

    def steps(session: Session, run: Run) -> Made:
        run.tell(1, 3)
        for act in between:
            act()
        run.tell(2, 3)
        return Made({"rows": 3})

    monkeypatch.setitem(KINDS, "slow", steps)
    yield between


def elsewhere(act: Callable[[], Any]) -> None:
    """As another process would: outside the application context of the worker."""
    thread = Thread(target=act)
    thread.start()
    thread.join()


def test_what_its_person_cancels_stops_and_stays_cancelled(world: World, slow: list[Any]) -> None:
    work_id, sam = asked(world, "slow"), world.sign_in("sam")
    slow.append(lambda: elsewhere(lambda: world.post(sam, f"/work/{work_id}/cancellation")))
    work_off(world.app)
    found = row(world, work_id)
    assert (found.state, found.outcome) == ("cancelled", {})
    assert "Nothing of it is kept" in sam.get(f"/work/{work_id}").text


def test_what_waits_can_be_cancelled_and_only_once(world: World) -> None:
    work_id, sam = asked(world), world.sign_in("sam")
    answers = [world.post(sam, f"/work/{work_id}/cancellation").status_code for _ in range(2)]
    assert answers == [303, 422]
    work_off(world.app)
    assert row(world, work_id).state == "cancelled"


def test_nobody_cancels_the_work_of_another(world: World) -> None:
    work_id = asked(world)
    assert world.post(world.sign_in("lot"), f"/work/{work_id}/cancellation").status_code == 404
    assert row(world, work_id).state == "waiting"


def test_a_worker_that_is_told_to_stop_gives_the_work_back(world: World, slow: list[Any]) -> None:
    work_id, wishes = asked(world, "slow"), iter([False, True])
    work_on_next(world.app, lambda: next(wishes), lambda: None)
    found = row(world, work_id)
    assert (found.state, found.attempts) == ("waiting", 0)
    work_off(world.app)
    assert row(world, work_id).state == "done"


def test_mails_and_reactions_need_not_wait_for_long_work(world: World, slow: list[Any]) -> None:
    asked(world, "slow")
    told: list[int] = []
    slow += [lambda: opened(world, "sam"), lambda: told.append(pending(world))]
    work_off(world.app)
    assert told == [1]
    assert pending(world) == 0


def test_progress_is_on_its_page_which_asks_again_by_itself_until_it_has_ended(
    world: World, slow: list[Any]
) -> None:
    work_id, sam = asked(world, "slow"), world.sign_in("sam")
    seen: list[Any] = []
    slow.append(lambda: elsewhere(lambda: seen.append(sam.get(f"/work/{work_id}/progress"))))
    work_off(world.app)
    assert "1 of 3 rows" in seen[0].text and 'hx-trigger="every 2s"' in seen[0].text
    after = sam.get(f"/work/{work_id}/progress")
    assert "hx-trigger" not in after.text and after.headers["HX-Refresh"] == "true"


def test_what_fails_is_tried_again_later_and_given_up_after_some_tries(
    world: World, slow: list[Any], held: HeldClock
) -> None:
    work_id = asked(world, "slow")
    slow.append(lambda: 1 / 0)
    for tries in range(1, MOST_ATTEMPTS + 1):
        work_off(world.app)
        assert row(world, work_id).attempts == tries
        held.move(minutes=30)
    assert (row(world, work_id).state, row(world, work_id).error) == ("failed", "unexpected")
    assert "Something went wrong on our side" in world.sign_in("sam").get(f"/work/{work_id}").text


def test_old_work_goes_with_its_files_and_what_is_young_stays(world: World, held: HeldClock) -> None:
    old = asked(world)
    work_off(world.app)
    key = row(world, old).result_key
    held.time += KEPT + timedelta(minutes=1)
    young = asked(world)
    work_off(world.app)
    clear_up(world.app)
    with world.session() as session, world.app.app_context():
        assert session.scalars(select(BackgroundWork.id)).all() == [young]
        assert key not in {k for day in file_store().days() for k in file_store().keys(day)}


def test_the_sweep_of_files_spares_those_of_work(world: World, held: HeldClock) -> None:
    opened(world)
    work_id = asked(world)
    work_off(world.app)
    with world.session() as session:
        sweep(session, at=held.time + timedelta(days=10))
        session.commit()
    assert world.sign_in("sam").get(f"/work/{work_id}/file").data


def test_the_list_of_work_is_ones_own(world: World) -> None:
    asked(world, who="lot")
    for _ in range(5):
        asked(world)
    page = world.sign_in("sam").get("/work/").text
    assert page.count("Export of cases") == 5


def test_the_verb_refuses_a_stranger_too(world: World) -> None:
    work_id, by = asked(world), world.viewer("lot")
    with world.session() as session, pytest.raises(Exception, match="not there"):
        found = session.get(BackgroundWork, work_id)
        assert found is not None
        cancel(session, found, by=by)
