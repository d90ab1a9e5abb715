"""What people choose to be told of: at once, in one mail a day, or in the portal alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.mail.digest import next_morning, write_next_digest
from models.subscription import DigestEntry, Subscription
from tests.mail.acts import HeldClock, mails, open_case_of, part_ways, set_status, told, write
from tests.worlds import World

EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
def day(held: HeldClock) -> HeldClock:
    held.time = EVENING
    return held


def choose(world: World, person: str, **choices: str) -> int:
    return world.post(world.sign_in(person), "/profile/notices", choices).status_code


def test_each_kind_is_told_as_its_reader_chose(world: World) -> None:
    number = open_case_of(world, "sam", assignee="bo")
    assert choose(world, "sam", note="portal") == 303
    write(world, "bo", number)
    assert told(world) == []
    set_status(world, "bo", number, "in_progress")
    assert told(world) == ["sam"]
    assert '<option value="portal" selected>' in world.sign_in("sam").get("/profile/notices").text


def test_a_choice_that_there_is_not_changes_nothing(world: World) -> None:
    number = open_case_of(world, "sam")
    choose(world, "sam", note="never", nonsense="portal")
    write(world, "bo", number)
    assert told(world) == ["sam"]


def test_each_mail_says_where_to_choose(world: World) -> None:
    write(world, "bo", open_case_of(world, "sam"))
    mail = mails(world)[-1]
    assert "/profile/notices" in mail.text and "/profile/notices" in mail.html


def test_t65_the_mail_of_the_day_comes_once_in_the_morning(world: World, day: HeldClock) -> None:
    first, second = open_case_of(world, "sam"), open_case_of(world, "sam", subject="Toner")
    choose(world, "sam", note="digest", status="digest")
    write(world, "bo", first)
    write(world, "kim", first)
    set_status(world, "bo", second, "in_progress")
    assert told(world) == []
    day.time = EVENING + timedelta(hours=14)
    assert told(world) == told(world) == ["sam"]
    text = mails(world)[-1].text
    assert f"{first} Paper jam" in text and f"{second} Toner" in text
    assert text.count("heeft een notitie geschreven") == 2
    day.time += timedelta(days=3)
    assert told(world) == ["sam"]


def test_t34_the_mail_of_the_day_tells_what_its_reader_may_see_when_it_goes(
    world: World, day: HeldClock
) -> None:
    seen, hidden = open_case_of(world, "sam"), open_case_of(world, "lot", subject="Secret of Lot")
    for number in (seen, hidden):
        world.post(world.sign_in("noor"), f"/cases/{number}/subscription")
    choose(world, "noor", note="digest")
    write(world, "bo", seen)
    write(world, "bo", hidden)
    mails(world)
    part_ways(world, "Rijnmond Logistiek")
    day.time = EVENING + timedelta(hours=14)
    text = next(mail.text for mail in mails(world) if mail.reaction == "digest")
    assert str(seen) in text and "Secret of Lot" not in text


def test_seven_o_clock_is_that_of_the_reader_whatever_summer_time_does() -> None:
    night = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    assert next_morning(night, "Europe/Amsterdam") == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)
    assert next_morning(night, "America/New_York") == datetime(2026, 3, 29, 11, 0, tzinfo=UTC)


def test_the_owner_may_leave_the_case_and_come_back(world: World) -> None:
    number = open_case_of(world, "sam")
    sam = world.sign_in("sam")
    world.post(sam, f"/cases/{number}/subscription/removal")
    assert "You get no mails about this case." in sam.get(f"/cases/{number}").text
    write(world, "bo", number)
    assert told(world) == []
    world.post(sam, f"/cases/{number}/subscription")
    write(world, "bo", number)
    assert told(world) == ["sam"]
    with world.session() as session:
        assert not session.scalars(select(Subscription)).one().is_muted
        assert session.scalars(select(DigestEntry)).all() == []


def test_t65_a_worker_that_ends_in_the_middle_of_the_mail_of_the_day_doubles_nothing(
    world: World, day: HeldClock
) -> None:
    choose(world, "sam", note="digest")
    write(world, "bo", open_case_of(world, "sam"))
    mails(world)
    day.time = EVENING + timedelta(hours=14)
    with world.session() as session:
        assert write_next_digest(session)
        session.rollback()
    assert told(world) == ["sam"]
    with world.session() as session:
        assert not write_next_digest(session)
        assert [entry.mail_id is None for entry in session.scalars(select(DigestEntry))] == [False]
