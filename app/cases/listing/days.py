"""Days as people type them, in their own time zone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = re.compile(r"(19[7-9]\d|2\d{3})-\d{2}-\d{2}", re.ASCII)


def day(text: str) -> date | None:
    """A day as browsers send it, 2026-11-22; None when it is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def begins(found: date, zone: str) -> datetime:
    """The first moment of a day in a zone, in UTC."""
    return datetime.combine(found, time(), ZoneInfo(zone)).astimezone(UTC)


def ends(found: date, zone: str) -> datetime:
    """The first moment after a day, in UTC; a day of a change of the clock has 23 or 25 hours."""
    return begins(found + timedelta(days=1), zone)
