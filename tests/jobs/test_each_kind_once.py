"""T65, T69: of every kind of event, what follows happens once, whenever the worker is killed."""

import time
from collections import Counter
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.react import react_to_next
from app.jobs.work import react_in_turn, work_off
from app.reactions import REACTIONS
from models.event import CaseEvent, OutgoingMail, PendingEvent
from tests.jobs.hands import Hand, Say
from tests.jobs.stories import live
from tests.mail.acts import pending
from tests.mail.postoffice import wait_until
from tests.worlds import World


def happened(world: World) -> set[str]:
    with world.session() as session:
        return set(session.scalars(select(CaseEvent.kind)))


def followed(world: World) -> Counter[Any]:
    """How often each mail was written: of what, by which reaction, to whom."""
    rows = select(CaseEvent.kind, OutgoingMail.reaction, OutgoingMail.address)
    with world.session() as session:
        found = session.execute(rows.join(CaseEvent, CaseEvent.id == OutgoingMail.event_id)).all()
    return Counter(tuple(row) for row in found)


def next_kind(world: World) -> str | None:
    """Of the event that waits for longest."""
    waits = select(CaseEvent.kind).join(PendingEvent, PendingEvent.event_id == CaseEvent.id)
    with world.session() as session:
        return session.scalars(waits.order_by(CaseEvent.id).limit(1)).first()


def die_over(world: World) -> None:
    holder = Hand(world, react_and_hang)
    holder.wait_for_word()
    holder.kill()


def react_and_hang(app: Flask, say: Say) -> None:
    """All that follows is written, and nothing is committed."""

    def hang(session: Session, event: CaseEvent) -> None:
        session.flush()
        say(event.kind)
        time.sleep(60)

    for kind, reactions in REACTIONS.items():
        REACTIONS[kind] = (*reactions, hang)
    react_in_turn(app)


def test_the_story_tells_of_everything_from_which_something_follows(sqlite_world: World) -> None:
    live(sqlite_world)
    assert {kind for kind, reactions in REACTIONS.items() if reactions} - happened(sqlite_world) == set()


def test_t65_what_follows_from_each_kind_happens_once_though_a_worker_died_over_each(world: World) -> None:
    live(world)
    wait_until(lambda: work_off(world.app) or pending(world) == 0)
    undisturbed = followed(world)
    world.rest()
    world.restore()
    live(world)
    died_over: set[str] = set()
    while kind := next_kind(world):
        if kind not in died_over:
            die_over(world)
        died_over.add(kind)
        wait_until(lambda: react_to_next(world.app) is not None)
    work_off(world.app)
    assert died_over == happened(world)
    assert followed(world) == undisturbed
    assert len({kind for kind, _reaction, _address in undisturbed}) > 12
