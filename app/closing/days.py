"""Days as people count them: the same hour on a later day, and where a rule says so only on working days."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

SATURDAY: Final = 5


class Calendar(NamedTuple):
    """Where a day begins and ends, and whether weekends and the country's holidays count."""

    time_zone: str
    working_days: bool = False
    country: str = ""

    def counts(self, day: date) -> bool:
        if not self.working_days:
            return True
        return day.weekday() < SATURDAY and day not in holidays_of(self.country, day.year)


def days_after(moment: datetime, days: int, calendar: Calendar) -> datetime:
    """The moment `days` counted days later by the clock on the wall, whatever summer time does between."""
    local = moment.astimezone(ZoneInfo(calendar.time_zone))
    day = local.date()
    while days > 0:
        day += timedelta(days=1)
        days -= calendar.counts(day)
    return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)


@lru_cache(maxsize=64)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country; none for one that nobody knows."""
    from holidays import country_holidays  # large, and most rules count every day

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
