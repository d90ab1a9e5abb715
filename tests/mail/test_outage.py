"""T70: the mail server is down, refuses, is slow. The portal goes on, and every mail arrives, in order."""

import time
from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.jobs.backoff import wait_after
from app.jobs.work import work_off
from models.event import OutgoingMail
from tests.cases.steps import opened
from tests.mail.acts import HeldClock, mails, settle
from tests.mail.postoffice import PostOffice
from tests.worlds import World


def states(rows: Sequence[OutgoingMail]) -> list[str]:
    return [row.state for row in rows]


def minutes_pass(world: World, held: HeldClock, minutes: int) -> None:
    """The worker looks every minute."""
    for _ in range(minutes):
        held.move(minutes=1)
        work_off(world.app)


def test_t70_an_hour_down_then_refusing_then_slow_and_all_arrive_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, held: HeldClock
) -> None:
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    for person in ("sam", "eva", "sam", "eva", "sam", "eva"):
        opened(world, person)
        minutes_pass(world, held, 10)
    assert states(mails(world)) == ["waiting"] * 6

    closed_post_office.refuse["MAIL"] = "451 greylisted, come back later"
    closed_post_office.open()
    minutes_pass(world, held, 30)
    assert closed_post_office.received == []

    closed_post_office.refuse.clear()
    closed_post_office.takes = 0.1
    minutes_pass(world, held, 60)
    assert states(mails(world)) == ["sent"] * 6
    assert closed_post_office.ids() == [row.message_id for row in mails(world)]
    assert max(row.attempts for row in mails(world)) <= 9


def test_the_wait_doubles_and_is_never_longer_than_an_hour() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 100)]

    assert waits[:7] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 16, 32, 60)]
    assert max(waits) == timedelta(hours=1)


def test_t70_pages_do_not_wait_for_a_mail_server_that_never_answers(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    """Acts write rows; only the worker talks to the server."""
    settle(world, monkeypatch, smtp_url=post_office.url)
    post_office.takes = 30.0
    begin = time.monotonic()

    opened(world, "sam")

    assert world.sign_in("sam").get("/cases/").status_code == 200
    assert time.monotonic() - begin < 10
    assert post_office.received == []


def test_a_new_mail_does_not_pass_those_that_wait(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, held: HeldClock
) -> None:
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    opened(world, "sam")
    work_off(world.app)

    closed_post_office.open()
    opened(world, "eva")
    work_off(world.app)
    assert closed_post_office.received == []

    held.move(minutes=1)
    work_off(world.app)
    assert closed_post_office.ids() == [row.message_id for row in mails(world)]


def test_a_full_mailbox_holds_up_nobody_but_its_owner(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice, held: HeldClock
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    post_office.refuse["sam@haven.rijnmond.example"] = "452 mailbox full"
    for person in ("sam", "sam", "eva"):
        opened(world, person)

    assert states(mails(world)) == ["deferred", "waiting", "sent"]
    post_office.refuse.clear()
    held.move(minutes=1)
    first, second, evas = mails(world)

    assert states([first, second, evas]) == ["sent"] * 3
    assert post_office.ids() == [evas.message_id, first.message_id, second.message_id]


def test_an_address_that_is_refused_for_good_fails_at_once_with_the_reason(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    post_office.refuse["sam@haven.rijnmond.example"] = "550 no such user"
    for person in ("sam", "eva", "sam"):
        opened(world, person)

    assert states(mails(world)) == ["failed", "sent", "failed"]
    assert mails(world)[0].last_error == "550 no such user"


def test_mail_that_could_not_be_sent_for_three_days_fails_and_what_is_new_goes_on_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, held: HeldClock
) -> None:
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    opened(world, "sam")
    opened(world, "eva")
    work_off(world.app)
    held.move(days=3, minutes=1)
    opened(world, "sam")

    assert states(mails(world)) == ["failed", "failed", "waiting"]
