"""What is long takes no more memory than what is short: in a process of its own, as a worker is."""

import gc
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, insert, inspect, select

from app.jobs.work import work_off
from models.case import Case
from models.event import OutgoingMail
from tests.cases.steps import opened
from tests.conftest import IN_TORTURE
from tests.inout.asking import asked, row
from tests.jobs.hands import Hand, Say
from tests.mail.acts import settle
from tests.mail.postoffice import PostOffice, closed_post_office, post_office
from tests.messages.acts import published
from tests.messages.test_mail import people
from tests.worlds import World

__all__ = ["closed_post_office", "post_office"]
pytestmark = pytest.mark.skipif(not IN_TORTURE, reason="takes minutes: make torture")
ROWS, READERS, AT_ONCE = 100_000, 5_000, 5_000
MOST = {"csv": 40, "xlsx": 60, "mail": 50}  # megabytes more than before


def kilobytes(name: str) -> int:
    """Of this process: VmRSS, what it holds now; VmHWM, the most that it ever held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def work_and_tell_memory(app: Flask, say: Say) -> None:
    """By how many megabytes the largest moment was above the beginning."""
    gc.set_threshold(700, 10, 10)  # as Python has it; the tests look for rubbish less often
    before = kilobytes("VmRSS")
    work_off(app)
    say((kilobytes("VmHWM") - before) // 1024)


def grown(world: World) -> int:
    hand = Hand(world, work_and_tell_memory)
    said = hand.lines()
    assert hand.exit_code() == 0
    return int(said[-1])


def many_cases(world: World) -> None:
    """As many cases of Haven as there are rows, like one that Sam opened."""
    number = opened(world, "sam")
    with world.session() as session:
        one = session.scalars(select(Case).where(Case.number == number)).one()
        names = [column.key for column in inspect(Case).column_attrs if column.key not in ("id", "number")]
        same = {name: getattr(one, name) for name in names}
        for first in range(1, ROWS, AT_ONCE):
            numbers = range(number + first, min(number + first + AT_ONCE, number + ROWS))
            session.execute(insert(Case), [same | {"number": one} for one in numbers])
        session.commit()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_hundred_thousand_rows_become_a_file_in_little_memory(world: World, kind: str) -> None:
    many_cases(world)
    work_id = asked(world, kind_of_file=kind)
    assert grown(world) < MOST[kind]
    work = row(world, work_id)
    assert (work.state, work.outcome["rows"]) == ("done", ROWS)
    assert work.result_size is not None and work.result_size > 2_000_000


@pytest.mark.slow
def test_five_thousand_mails_about_a_message_take_little_memory(
    world: World, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    people(world, READERS)
    published(world, by_mail=True, title={"en": "New", "nl": "Nieuw"}, body={"en": "Out.", "nl": "Uit."})
    assert grown(world) < MOST["mail"]
    with world.session() as session:
        sent = select(func.count(OutgoingMail.id)).where(OutgoingMail.state == "sent")
        assert session.scalars(sent).one() >= READERS
    assert len(post_office.received) >= READERS
