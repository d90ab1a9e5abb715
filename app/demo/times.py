"""When things are said: people write in office hours, the desk a little faster than customers."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = 8, 17
HOURS = {"desk": (0.2, 9.0), "customer": (0.3, 14.0)}


def moments(
    random: Random, sides: list[str], opened: datetime, now: datetime, pace: float = 1
) -> list[datetime]:
    """A moment for each side that speaks, increasing, after `opened` and before `now`.

    `pace` under 1 is for what presses; what presses most (under a third) does not wait for the morning.
    """
    gaps = [timedelta(hours=pace * random.uniform(*HOURS[side])) for side in sides]
    found = _walk(gaps, opened, random, pace > 0.3)
    if found and found[-1] >= now:  # the talk came this far already: it went on in the evening, and faster
        found = _walk(gaps, opened, random, False)
        room = (now - opened) * random.uniform(0.4, 0.97)
        squeeze = min(1.0, room / (found[-1] - opened))
        found = [opened + (at - opened) * squeeze for at in found]
    return found


def _walk(gaps: list[timedelta], at: datetime, random: Random, rests: bool) -> list[datetime]:
    found = []
    for gap in gaps:
        at = at + gap
        if rests and not is_office_hour(at):
            at = _opening(at) + timedelta(minutes=random.uniform(3, 150))
        found.append(at)
    return found


def is_office_hour(at: datetime) -> bool:
    local = at.astimezone(AMSTERDAM)
    return OPENS <= local.hour < CLOSES and local.weekday() < 5


def _opening(at: datetime) -> datetime:
    """When the desk opens next."""
    day = at.astimezone(AMSTERDAM)
    if day.hour >= OPENS:
        day += timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day.replace(hour=OPENS, minute=0, second=0).astimezone(at.tzinfo)


def back_in_office_hours(at: datetime, random: Random) -> datetime:
    """The moment itself, or one on the last working day before it."""
    if is_office_hour(at):
        return at
    day = at.astimezone(AMSTERDAM)
    if day.hour < CLOSES:
        day -= timedelta(days=1)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    minutes = random.uniform(0, (CLOSES - OPENS) * 60)
    return (day.replace(hour=OPENS, minute=0) + timedelta(minutes=minutes)).astimezone(at.tzinfo)
