"""Days as people count them (G3, T66): summer time, weekends, holidays, the end of a year."""

from datetime import UTC, datetime

import pytest

from app.closing.days import Calendar, days_after
from app.closing.rules import Rule, days_of

EVERY_DAY = Calendar("Europe/Amsterdam")
WORKING = Calendar("Europe/Amsterdam", working_days=True, country="NL")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-20T09:00", "2026-11-27T09:00"),
        ("2026-03-25T09:00", "2026-04-01T08:00"),  # the clock goes forward between: the same hour on the wall
        ("2026-10-22T08:00", "2026-10-29T09:00"),  # and back
        ("2026-12-28T23:30", "2027-01-04T23:30"),
    ],
)
def test_t66_a_week_is_the_same_hour_a_week_later(since: str, until: str) -> None:
    assert days_after(at(since), 7, EVERY_DAY) == at(until)


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        ("2026-11-20T09:00", 1, "2026-11-23T09:00"),  # Friday to Monday
        ("2026-11-21T09:00", 1, "2026-11-23T09:00"),  # asked on a Saturday
        ("2026-12-24T09:00", 2, "2026-12-29T09:00"),  # both Christmas days and a Sunday do not count
        ("2026-04-24T08:00", 1, "2026-04-28T08:00"),  # the King's birthday is a Monday
        ("2026-12-31T09:00", 1, "2027-01-04T09:00"),  # New Year's Day is a Friday
    ],
)
def test_working_days_leave_out_weekends_and_holidays(since: str, days: int, until: str) -> None:
    assert days_after(at(since), days, WORKING) == at(until)


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert days_after(at("2026-12-24T09:00"), 1, WORKING._replace(country="XX")) == at("2026-12-25T09:00")


def test_the_steps_of_a_case_that_waits() -> None:
    rule, since = Rule((2, 5, 9), 7, 7, EVERY_DAY), at("2026-11-20T09:00")
    end, steps, now = rule.resolves_at(since), [], since
    while step := rule.next_step(since, now, end):
        steps.append(step.day)
        now = step
    assert steps == [22, 25, 27]
    assert Rule((), 0, 7, EVERY_DAY).next_step(since, since, None) is None


@pytest.mark.parametrize(("text", "days"), [("", ()), ("5, 2,2", (2, 5)), (" 3 ", (3,))])
def test_days_are_read_in_order(text: str, days: tuple[int, ...]) -> None:
    assert days_of(text) == days
