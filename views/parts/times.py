"""Times for people: relative while that says more, absolute when it matters, always in their own zone.

Formatting a date costs more than fetching its row, and lists show the same ones again and again: what was
worked out for a moment, a language and a zone is kept.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, format_timedelta, get_datetime_format
from flask_babel import gettext
from markupsafe import Markup

from app import clock
from views.parts.reader import Reader, reader

RELATIVE_UNTIL = timedelta(days=7)


class Words(NamedTuple):
    """One moment: for machines, in full, date and time to the minute, the date alone."""

    stamp: str
    full: str
    exact: str
    day: str


def ago(moment: datetime | None, to: Reader | None = None) -> Markup:
    """`<time>` saying "2 days ago"; the exact time is in its title. After a week, the date itself.

    A list that has hundreds of times says `to` whom.
    """
    if moment is None:
        return Markup("")
    known, to = _in_utc(moment), to or reader()
    words = _words(known, to)
    return _time(words, _since(known, to.language) or words.exact)


def at_time(moment: datetime | None) -> Markup:
    """`<time>` with date and time, for deadlines and everything else that must not be guessed."""
    if moment is None:
        return Markup("")
    words = _words(_in_utc(moment), reader())
    return _time(words, words.exact)


def last_day(end: datetime) -> Markup:
    """`<time>` with the day at whose end it is over, as somebody chose it: "until and including"."""
    return on_date(end - timedelta(seconds=1))


def on_date(day: date | datetime | None, to: Reader | None = None) -> Markup:
    """`<time>` with the date alone."""
    if day is None:
        return Markup("")
    to = to or reader()
    if isinstance(day, datetime):
        words = _words(_in_utc(day), to)
        return _time(words, words.day)
    shown = format_date(day, "medium", locale=to.language)
    return Markup('<time datetime="%s">%s</time>') % (day.isoformat(), shown)


def exactly(moment: datetime) -> str:
    """Date and time to the minute, the reader's way: "Nov 20, 2026, 10:15 PM", "20 nov 2026 22:15"."""
    return _words(_in_utc(moment), reader()).exact


@lru_cache(maxsize=20_000)
def _words(moment: datetime, to: Reader) -> Words:
    here, language = moment.astimezone(ZoneInfo(to.zone)), to.language
    day, time = format_date(here, "medium", language), format_time(here, "short", locale=language)
    pattern = str(get_datetime_format("medium", locale=language))
    return Words(
        moment.isoformat(timespec="seconds"),
        format_datetime(here, "full", locale=language),
        pattern.replace("{1}", day).replace("{0}", time),
        day,
    )


def _time(words: Words, shown: str) -> Markup:
    return _element(words.stamp, words.full, shown)


@lru_cache(maxsize=20_000)
def _element(stamp: str, full: str, shown: str) -> Markup:
    return Markup('<time datetime="%s" title="%s">%s</time>') % (stamp, full, shown)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is UTC:
        return moment
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _since(moment: datetime, language: str) -> str | None:
    passed = clock.now() - moment
    if timedelta(minutes=-1) < passed < timedelta(minutes=1):
        return _just_now(language)
    if timedelta(0) < passed < RELATIVE_UNTIL:
        return _passed(int(passed.total_seconds()) // 60, language)
    return None


@lru_cache(maxsize=8)
def _just_now(language: str) -> str:
    """Of the present language."""
    return gettext("just now")


@lru_cache(maxsize=20_000)
def _passed(minutes: int, language: str) -> str:
    return format_timedelta(-timedelta(minutes=minutes), add_direction=True, locale=language, threshold=0.95)
