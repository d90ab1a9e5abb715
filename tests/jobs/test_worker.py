"""The worker: it sweeps, stops in order, and goes on after a reaction that fails."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs import work
from app.jobs.react import MOST_ATTEMPTS
from app.jobs.work import work_off
from app.reactions import REACTIONS
from models.event import CaseEvent, PendingEvent
from tests.cases.steps import opened
from tests.jobs.events import many_events
from tests.jobs.hands import Hand
from tests.mail.acts import HeldClock, mails, pending, settle
from tests.mail.postoffice import PostOffice, wait_until
from tests.worlds import World


def run(app: object, say: object) -> None:
    work.run(app)  # type: ignore[arg-type]


def test_what_nobody_hinted_at_is_found_by_the_sweep(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "SWEEP_EVERY", 0.2)
    worker = Hand(world, run)
    wait_until(lambda: True)

    opened(world, "sam")

    wait_until(lambda: len(mails(world, work=False)) == 1)
    worker.kill()


@pytest.mark.parametrize("how", [(signal.SIGTERM,), (signal.SIGINT, signal.SIGTERM)])
def test_a_worker_that_is_told_to_stop_finishes_the_mail_in_hand(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice, how: tuple[signal.Signals, ...]
) -> None:
    many_events(world, 5)
    settle(world, monkeypatch, smtp_url=post_office.url)
    post_office.takes = 0.7
    worker = Hand(world, run)
    post_office.wait_for(1)

    assert worker.end(*how) == 0

    states = [mail.state for mail in mails(world, work=False)]
    assert states.count("sent") == len(post_office.received) < 5
    assert set(states) == {"sent", "waiting"}


def fail(session: Session, event: CaseEvent) -> None:
    raise RuntimeError("this reaction is broken")


def row_of(world: World, event_id: int) -> PendingEvent | None:
    with world.session() as session:
        return session.scalar(select(PendingEvent).where(PendingEvent.event_id == event_id))


def test_a_reaction_that_fails_is_tried_again_later_and_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch, held: HeldClock
) -> None:
    broken, *rest = many_events(world, 3)
    with monkeypatch.context() as patch:
        good = REACTIONS["assigned"]
        patch.setitem(REACTIONS, "assigned", (*good, lambda s, e: fail(s, e) if e.id == broken else None))
        work_off(world.app)
    row = row_of(world, broken)

    assert row is not None
    assert (row.attempts, row.not_before) == (1, held.time + timedelta(minutes=1))
    assert [mail.event_id for mail in mails(world)] == rest
    held.move(minutes=1)
    assert [mail.event_id for mail in mails(world)] == [*rest, broken]
    assert pending(world) == 0


def test_an_event_that_nothing_helps_stays_and_an_administrator_sees_it(
    world: World, monkeypatch: pytest.MonkeyPatch, held: HeldClock
) -> None:
    event = many_events(world, 1)[0]
    with monkeypatch.context() as patch:
        patch.setitem(REACTIONS, "assigned", (fail,))
        for _ in range(MOST_ATTEMPTS + 5):
            work_off(world.app)
            held.move(minutes=60)
    row = row_of(world, event)
    assert row is not None
    assert row.attempts == MOST_ATTEMPTS

    ada = world.sign_in("ada")
    assert "Events that nobody could react to" in ada.get("/setup/mail/").text
    world.post(ada, "/setup/mail/events/attempt")
    assert [mail.event_id for mail in mails(world)] == [event]
    assert "Events that nobody could react to" not in ada.get("/setup/mail/").text


def test_a_database_that_is_away_ends_the_look_but_not_the_worker(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    many_events(world, 1)
    with world.session() as session, monkeypatch.context() as patch:
        patch.setattr(session.get_bind(), "connect", lambda *a, **k: 1 / 0)
        work_off(world.app)
    assert "The worker could not go on" in caplog.text

    assert len(mails(world)) == 1
