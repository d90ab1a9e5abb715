"""T65, T66: workers beside each other, and one that is killed: every step is taken, and no step twice."""

import os
import signal

from flask import Flask
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from app import clock
from app.jobs.closing import take_due_steps
from app.jobs.work import work_off
from models.case import Case
from tests.closing.steps import pending, story
from tests.jobs.hands import Hand, Say, finish
from tests.mail.acts import mails
from tests.worlds import World

MANY = 6


def due(world: World) -> list[int]:
    """Cases of Sam's that waited for too long."""
    numbers = [pending(world) for _ in range(MANY)]
    with world.session() as session:
        past = clock.now()
        session.execute(
            update(Case).where(Case.number.in_(numbers)).values(closes_at=past, next_step_at=past)
        )
        session.commit()
    return numbers


def resolved_once(world: World, numbers: list[int]) -> bool:
    return all(story(world, number) == ["resolved"] for number in numbers)


def test_t66_two_workers_at_once_take_each_step_once(world: World) -> None:
    numbers = due(world)
    before = len(mails(world))

    def work(app: Flask, say: Say) -> None:
        say(take_due_steps(app))
        work_off(app)

    taken = finish([Hand(world, work), Hand(world, work)])
    assert sum(map(int, taken)) == MANY
    assert resolved_once(world, numbers)
    assert len(mails(world)) == before + MANY


def dying_at_the_third_commit(app: Flask, say: Say) -> None:
    commits: list[Session] = []

    @event.listens_for(Session, "before_commit")
    def die(session: Session) -> None:
        commits.append(session)
        if len(commits) == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    take_due_steps(app)


def test_t65_a_worker_that_is_killed_in_a_step_leaves_it_to_the_next(world: World) -> None:
    numbers = due(world)
    hand = Hand(world, dying_at_the_third_commit)
    assert (hand.lines(), hand.exit_code()) == ([], -signal.SIGKILL)
    assert sum(story(world, number) == ["resolved"] for number in numbers) == 2
    take_due_steps(world.app)
    assert resolved_once(world, numbers)
