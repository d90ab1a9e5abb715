"""What happens in the tests of mail and worker: people act, the clock is held, settings change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import func, select, update

from app import clock
from app.accounts.place import place
from app.cases.assign import assign
from app.cases.change_status import change_status
from app.conversation.post_note import post_note
from app.jobs.work import work_off
from models.account import Account
from models.case import Case
from models.event import OutgoingMail, PendingEvent
from tests.cases.steps import opened
from tests.worlds import World


class HeldClock:
    """Stands still until it is told to move."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> HeldClock:
    held = HeldClock()
    monkeypatch.setattr(clock, "now", lambda: held.time)
    return held


def settle(world: World, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
    """Other settings for this test: `smtp_url`, `queue_url`, …"""
    monkeypatch.setitem(world.app.config, "SETTINGS", replace(world.app.config["SETTINGS"], **settings))
    monkeypatch.delitem(world.app.extensions, "hinter", raising=False)


def open_case_of(world: World, person: str = "sam", assignee: str = "", **values: Any) -> int:
    """The number of a case of this person that the worker has dealt with, assigned quietly."""
    number = opened(world, person, **values)
    assignee_id = world.person_id(assignee) if assignee else None
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        case.assignee_id = assignee_id
        session.commit()
    work_off(world.app)
    with world.session() as session:
        for mail in session.scalars(select(OutgoingMail)):
            session.delete(mail)
        session.commit()
    return number


def act(world: World, person: str, number: int, verb: Any, **how: Any) -> None:
    """`person` does `verb` to the case with this number."""
    viewer = world.viewer(person)
    with world.session(person) as session, force_locale("en"):
        case = session.scalars(select(Case).where(Case.number == number)).one()
        verb(session, by=viewer, case=case, **how)
        session.commit()


def write(
    world: World, person: str, number: int, body: str = "It still jams.", *, internal: bool = False
) -> None:
    act(world, person, number, post_note, body=body, is_internal=internal)


def hand_to(world: World, person: str, number: int, to: str) -> None:
    act(world, person, number, assign, to=world.person_id(to))


def set_status(world: World, person: str, number: int, to: str, reason: str = "", why: str = "") -> None:
    act(world, person, number, change_status, to=to, reason=reason, why=why)


def part_ways(world: World, account: str) -> None:
    """The account with its cases leaves its tree: nobody above or beside it sees them any more."""
    account_id = world.account_id(account)
    with world.session() as session:
        place(session, session.get_one(Account, account_id), None)
        session.execute(update(Case).where(Case.account_id == account_id).values(root_id=account_id))
        session.commit()


def mails(world: World, *, work: bool = True) -> Sequence[OutgoingMail]:
    """All mails there are, oldest first, after the worker had a look."""
    if work:
        work_off(world.app)
    with world.session() as session:
        return session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()


def told(world: World) -> list[str]:
    """The first names of who got a mail, sorted; one entry for each mail."""
    return sorted(mail.address.split("@")[0] for mail in mails(world))


def pending(world: World) -> int:
    with world.session() as session:
        return session.scalars(select(func.count(PendingEvent.event_id))).one()
