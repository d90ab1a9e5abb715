"""The queue: hints arrive, many become one, a queue that is down costs nobody anything."""

import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from app.jobs import hint as hints
from app.jobs import work
from app.jobs.hint import hint
from app.jobs.queue import hinting, open_queue
from app.unit_of_work import unit_of_work
from config import read_settings
from tests.cases.steps import opened
from tests.jobs.hands import Hand
from tests.mail.acts import mails, settle
from tests.mail.postoffice import wait_until
from tests.servers import REDIS_PORT, redis_is_there
from tests.worlds import World, empty_database


@pytest.fixture(params=["sqlite file", "redis", "postgresql"])
def queue_url(request: pytest.FixtureRequest) -> Iterator[str]:
    name = f"test{secrets.token_hex(4)}"
    if request.param == "redis":
        if not redis_is_there():
            pytest.skip("no Redis on 127.0.0.1:6379")
        yield f"redis://127.0.0.1:{REDIS_PORT}/9?name={name}"
        Redis(port=REDIS_PORT, db=9).delete(f"huey.redis.{name}")
    elif request.param == "postgresql":
        request.getfixturevalue("postgres_template")
        with empty_database() as address:
            yield f"{address}?name={name}"
    else:
        yield ""


def nudge(world: World) -> None:
    with world.app.app_context():
        hint()


def test_a_thousand_hints_become_one(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, queue_url: str, tmp_path: Path
) -> None:
    settle(sqlite_world, monkeypatch, queue_url=queue_url, data=tmp_path)
    for _ in range(1_000):
        nudge(sqlite_world)

    queue = open_queue(sqlite_world.app.config["SETTINGS"], takes=True)
    hinting(queue)

    assert queue.dequeue() is not None
    assert queue.dequeue() is None
    queue.storage.close()
    sqlite_world.app.extensions["hinter"].close()


def test_a_worker_wakes_at_the_hint_and_does_not_wait_for_its_sweep(
    world: World, monkeypatch: pytest.MonkeyPatch, queue_url: str, tmp_path: Path
) -> None:
    settle(world, monkeypatch, queue_url=queue_url, data=tmp_path)
    monkeypatch.setattr(work, "SWEEP_EVERY", 3600)
    worker = Hand(world, lambda app, say: work.run(app))
    time.sleep(0.5)  # its first look is over, and found nothing

    opened(world, "sam")
    nudge(world)

    wait_until(lambda: len(mails(world, work=False)) == 1)
    worker.kill()
    world.app.extensions["hinter"].close()


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_queue_that_is_down_delays_no_request_and_loses_no_mail(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    settle(sqlite_world, monkeypatch, queue_url=url)
    monkeypatch.setattr(work, "SWEEP_EVERY", 0.2)
    begin = time.monotonic()
    for _ in range(20):
        with sqlite_world.app.app_context(), unit_of_work():
            pass
    assert time.monotonic() - begin < 5

    opened(sqlite_world, "sam")
    worker = Hand(sqlite_world, lambda app, say: work.run(app))
    wait_until(lambda: len(mails(sqlite_world, work=False)) == 1, 20)
    worker.kill()


def test_a_queue_that_swallows_connections_delays_one_request_by_a_moment(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind a firewall that drops: the first waits a quarter of a second, the others not at all."""
    settle(sqlite_world, monkeypatch, queue_url="redis://10.255.255.1:6379/0")
    monkeypatch.setattr(hints, "QUIET_AFTER_FAILURE", 60)
    begin = time.monotonic()

    for _ in range(20):
        nudge(sqlite_world)

    assert time.monotonic() - begin < 2


def test_work_slipped_into_the_queue_without_the_key_is_not_done(tmp_path: Path) -> None:
    """The queue's format could carry code; so only what we signed is opened."""
    ours = read_settings({"LOKET_ENV": "test", "LOKET_DATA": str(tmp_path)})
    theirs = read_settings({"LOKET_ENV": "test", "LOKET_DATA": str(tmp_path), "SECRET_KEY": "x" * 40})
    hinting(open_queue(theirs))()
    queue = open_queue(ours, takes=True)
    hinting(queue)

    with pytest.raises(ValueError, match="Signature"):
        queue.dequeue()
    hinting(open_queue(ours))()
    assert queue.dequeue() is not None


def test_an_unknown_kind_of_queue_is_named() -> None:
    with pytest.raises(ValueError, match="amqp://"):
        open_queue(read_settings({"LOKET_ENV": "test", "QUEUE_URL": "amqp://127.0.0.1"}))
