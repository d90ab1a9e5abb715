"""T67: the web process is killed at any moment while people open cases.

What was acknowledged is there, with its event and what is to follow from it; what was not acknowledged
is there as a whole or not at all; no number was given twice.
"""

import os
import random
import time

from flask.testing import FlaskClient
from sqlalchemy import exists, select

from models.case import Case, FormNonce
from models.event import CaseEvent, PendingEvent
from tests.cases.steps import send
from tests.jobs.hands import Hand, Say
from tests.mail.acts import mails, pending
from tests.worlds import World

KILLS = 200 if os.environ.get("LOKET_TORTURE") else 20


def open_cases_for_ever(world: World, browser: FlaskClient, round_: int, say: Say) -> None:
    """Through the pages, like a browser; says which subject went under which number once it is told so."""
    for count in range(1_000_000):
        subject = f"Case {round_}-{count}"
        answer = send(world, browser, subject=subject)
        assert answer.status_code == 302, answer.text
        say(f"{subject}={answer.location.rsplit('/', 1)[1]}")


def open_and_kill(world: World, kills: int) -> dict[str, int]:
    """What was acknowledged: subject and number."""
    chance, acknowledged = random.Random(67), {}
    browser = world.sign_in("sam")
    for round_ in range(kills):
        web = Hand(world, lambda app, say, round_=round_: open_cases_for_ever(world, browser, round_, say))
        web.wait_for_word()
        time.sleep(chance.uniform(0.0, 0.3))
        for line in web.kill():
            subject, _, number = line.partition("=")
            acknowledged[subject] = int(number or 0)
    return acknowledged


def test_t67_killing_the_web_process_while_cases_are_opened_loses_and_halves_nothing(world: World) -> None:
    acknowledged = open_and_kill(world, KILLS)

    with world.session() as session:
        found = {row.subject: row.number for row in session.execute(select(Case.subject, Case.number))}
        events = exists().where(CaseEvent.case_id == Case.id, CaseEvent.kind == "opened")
        follows = exists().where(PendingEvent.event_id == CaseEvent.id, CaseEvent.case_id == Case.id)
        spent = exists().where(FormNonce.case_id == Case.id)
        halves = session.scalars(select(Case.subject).where(~(events & follows & spent))).all()

    assert len(acknowledged) >= KILLS
    assert {subject: found.get(subject) for subject in acknowledged} == acknowledged
    assert halves == []
    assert len(set(found.values())) == len(found) <= len(acknowledged) + KILLS
    assert len(mails(world)) == len(found)
    assert pending(world) == 0
