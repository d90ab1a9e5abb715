"""T67: the web process is killed in the middle of an act: all of it is there, or nothing."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.cases.change_status import change_status
from app.cases.escalation.escalate import escalate
from app.cases.ratings.rate import rate
from app.cases.sharing.share import share
from app.desk.merge.act import merge_cases, undo_merge
from models.case_merge import CaseMerge
from models.conversation import Note
from models.event import CaseEvent, PendingEvent
from tests.attacks.everything import everything
from tests.cases.steps import find, opened
from tests.cases.test_rating import closed
from tests.desk.test_merging import hangs_on, merge, talked_about, undo
from tests.jobs.hands import Hand, Say
from tests.jobs.stories import WHY, _soon
from tests.mail.acts import act, mails
from tests.worlds import World

KILLS = 100 if os.environ.get("LOKET_TORTURE") else 6
Act = Callable[[], None]


def prepared(world: World, kind: str) -> Act:
    """The act, ready to be done; what it needs is there already."""
    number = closed(world) if kind == "rated" else talked_about(world)
    other = find(world, opened(world, "sam"))
    if kind in ("unmerged", "gave_back"):
        merge(world, number, other.number)
    return {
        "escalated": lambda: act(world, "sam", number, escalate, nonce="n" * 16, **WHY),
        "rated": lambda: act(world, "sam", number, rate, score=4, remark="Well."),
        "status_changed": lambda: act(world, "sam", number, change_status, to="cancelled", reason="Solved."),
        "shared": lambda: act(
            world, "bo", number, share, whom="eva@elders.example", until=_soon(), may_write=True
        ),
        "merged": lambda: act(world, "bo", number, merge_cases, into=other),
        "unmerged": lambda: take_back(world, number),
    }[kind]


def take_back(world: World, number: int) -> None:
    viewer = world.viewer("bo")
    with world.session("bo") as session:
        of_case = CaseMerge.case_id == find(world, number).id
        undo_merge(session, by=viewer, merge=session.scalars(select(CaseMerge).where(of_case)).one())
        session.commit()


def dies(kind: str, moment: str) -> None:
    """As soon as a transaction that tells of this is about to be committed, or just was."""
    told: list[CaseEvent] = []

    @event.listens_for(CaseEvent, "after_insert")
    def look(mapper: object, connection: object, row: CaseEvent) -> None:
        told.extend([row] if row.kind == kind else [])

    @event.listens_for(Session, moment)
    def die(session: Session) -> None:
        if told:
            os.kill(os.getpid(), signal.SIGKILL)


def killed(world: World, does: Act, kind: str, moment: str) -> None:
    def work(app: Flask, say: Say) -> None:
        dies(kind, moment)
        does()

    hand = Hand(world, work)
    assert (hand.lines(), hand.exit_code()) == ([], -signal.SIGKILL)


def told_of(world: World, kind: str) -> tuple[int, int]:
    """How many events of the kind, and of those how many wait for the worker."""
    count = select(func.count(CaseEvent.id)).where(CaseEvent.kind == kind)
    with world.session() as session:
        waiting = count.join(PendingEvent, PendingEvent.event_id == CaseEvent.id)
        return session.scalar(count) or 0, session.scalar(waiting) or 0


KINDS = ("escalated", "rated", "status_changed", "shared", "merged", "unmerged")


@pytest.mark.parametrize("kind", KINDS)
def test_t67_killed_before_the_commit_nothing_happened_and_it_can_be_done_again(
    world: World, kind: str
) -> None:
    does = prepared(world, kind)
    mails(world)
    before, events = everything(world), told_of(world, kind)
    killed(world, does, kind, "before_commit")
    assert everything(world) == before
    does()
    assert told_of(world, kind) == (events[0] + 1, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_t67_killed_after_the_commit_it_happened_once_and_the_worker_knows(world: World, kind: str) -> None:
    does = prepared(world, kind)
    mails(world)
    events = told_of(world, kind)
    killed(world, does, kind, "after_commit")
    assert told_of(world, kind) == (events[0] + 1, 1)
    wrote = len(mails(world))
    assert told_of(world, kind) == (events[0] + 1, 0)
    assert len(mails(world)) == wrote


def merges_for_ever(world: World, old: int, new: int, app: Flask, say: Say) -> None:
    for _ in range(1_000):
        merge(world, old, new)
        say("merged")
        undo(world, old)
        say("undone")


def test_t67_killed_anywhere_in_a_merge_or_its_undoing_no_case_is_left_between(world: World) -> None:
    old, new, chance = talked_about(world), opened(world, "sam"), random.Random(67)
    notes = hangs_on(world, old)["Note"]
    for _ in range(KILLS):
        web = Hand(world, lambda app, say: merges_for_ever(world, old, new, app, say))
        web.wait_for_word()
        time.sleep(chance.uniform(0.0, 0.2))
        web.kill()
        is_merged = find(world, old).merged_into_id is not None
        here, there = hangs_on(world, old)["Note"], hangs_on(world, new)["Note"]
        assert set(notes) <= set(there if is_merged else here) and len(here if is_merged else there) == 0
        with world.session() as session:
            standing = session.scalar(select(func.count(CaseMerge.id)).where(CaseMerge.undone_at.is_(None)))
            assert standing == int(is_merged)
            assert session.scalar(select(func.count(Note.id)).where(Note.id.in_(notes))) == len(notes)
