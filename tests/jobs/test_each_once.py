"""T65, T69: many workers, and workers that are killed: each event is reacted to once, each mail arrives."""

import os
import random
import time
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.jobs import work
from app.jobs.work import react_in_turn, work_off
from app.mail.deliver import Postman
from app.reactions import REACTIONS
from models.event import CaseEvent
from tests.jobs.events import many_events
from tests.jobs.hands import Hand, Say, finish
from tests.mail.acts import HeldClock, mails, pending, settle
from tests.mail.postoffice import PostOffice, wait_until
from tests.worlds import World

KILLS = 200 if os.environ.get("LOKET_TORTURE") else 12


def react_to_all(app: Flask, say: Say) -> None:
    while (event := react_in_turn(app)) is not None:
        say(event)


def deliver_all(app: Flask, say: Say) -> None:
    with Postman(app) as postman:
        while postman.deliver_next():
            pass


def test_t65_eight_workers_react_to_a_thousand_events_each_once(world: World) -> None:
    """900 that nothing follows from, and 100 with a mail each."""
    events = many_events(world, 100, quiet=900)

    said = finish([Hand(world, react_to_all) for _ in range(8)])

    assert sorted(map(int, said)) == events
    assert pending(world) == 0
    assert sorted(mail.event_id or 0 for mail in mails(world, work=False)) == events[900:]


def test_t65_eight_workers_send_each_mail_once_and_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    many_events(world, 60)
    settle(world, monkeypatch, smtp_url=post_office.url)
    react_to_all(world.app, lambda event: None)

    finish([Hand(world, deliver_all) for _ in range(8)])
    deliver_all(world.app, lambda word: None)

    assert post_office.ids() == [mail.message_id for mail in mails(world, work=False)]


def react_and_hang(app: Flask, say: Say) -> None:
    """Stops in the middle of the transaction, after the mail was written and before the commit."""

    def hang(session: Session, event: CaseEvent) -> None:
        say("holding")
        time.sleep(60)

    REACTIONS["assigned"] = (*REACTIONS["assigned"], hang)
    react_in_turn(app)


def test_t65_what_a_killed_worker_held_is_reacted_to_by_another(world: World) -> None:
    events = many_events(world, 3)
    holder = Hand(world, react_and_hang)
    holder.wait_for_word()

    holder.kill()

    wait_until(lambda: work_off(world.app) or pending(world) == 0)
    assert [mail.event_id for mail in mails(world)] == events


def test_t65_the_lease_of_a_killed_worker_runs_out_and_the_mail_is_sent_once(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, held: HeldClock
) -> None:
    """Killed while it waits for the server's greeting, so that the first try did not reach it."""
    many_events(world, 2)
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    with closed_post_office.silence() as somebody_calls:
        holder = Hand(world, deliver_after_reacting)
        somebody_calls()
        holder.kill()
    closed_post_office.open()

    assert [(mail.state, mail.attempts) for mail in mails(world)] == [("waiting", 1), ("waiting", 0)]
    held.move(minutes=3)
    assert [(mail.state, mail.attempts) for mail in mails(world)] == [("sent", 2), ("sent", 1)]
    assert len(closed_post_office.received) == 2


def deliver_after_reacting(app: Flask, say: Say) -> None:
    work_off(app)


def test_t69_killing_the_worker_around_the_sending_loses_no_mail(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice, held: HeldClock
) -> None:
    """Each mail arrives at least once, a copy has the same Message-ID, each event is reacted to once."""
    events = many_events(world, 40 if KILLS < 100 else 300)
    settle(world, monkeypatch, smtp_url=post_office.url)
    chance = random.Random(69)
    for _ in range(KILLS):
        worker = Hand(world, lambda app, say: work.run(app))
        time.sleep(chance.uniform(0.05, 0.25))
        worker.kill()
        held.move(minutes=70)
    work_off(world.app)

    rows, arrived = mails(world), Counter(post_office.ids())
    assert [row.event_id for row in rows] == events
    assert {row.state for row in rows} == {"sent"}
    assert set(arrived) == {row.message_id for row in rows}
    assert sum(arrived.values()) - len(rows) <= KILLS
