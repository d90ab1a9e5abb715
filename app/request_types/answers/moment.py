"""Answers that are a date, or a date with a time in the reader's own zone."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_month_names
from flask import has_app_context
from flask_babel import get_timezone
from flask_babel import gettext as _

from app import clock
from app.content.texts import readers_language
from app.request_types.answers.raw import one_line
from app.request_types.answers.wrong import Wrong, called, not_fit
from app.request_types.definition import Answers, Field, Value
from app.request_types.known import Known
from config import LANGUAGES

LONGEST: Final = 40
YEARS: Final = range(1900, 2200)
TODAY: Final = "today"
_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>[0-9]{1,2})[-./ ]+(?P<month>[0-9]{1,2})[-./ ]+(?P<year>[0-9]{4})")
_IN_WORDS: Final = re.compile(r"(?P<day>[0-9]{1,2})[. ]+(?P<month>[a-z]+)[., ]+(?P<year>[0-9]{4})")
_MONTH_FIRST: Final = re.compile(r"(?P<month>[a-z]+)[. ]+(?P<day>[0-9]{1,2})[, ]+(?P<year>[0-9]{4})")
_WITH_TIME: Final = re.compile(r"(?P<day>.{6,24}?)(?:,? |t)(?P<time>[0-9]{1,2}[:.][0-9]{2})")


def day(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """2026-11-22, however it was written; "" for no answer."""
    text = one_line(field, raw)
    found = parsed_day(text)
    if text and found is None:
        raise Wrong(_("Enter day, month and year in “%(label)s”, such as 22-11-2026.", **_of(field)))
    if found is not None:
        _check_range(field, found)
    return found.isoformat() if found else ""


def moment(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """2026-11-22T13:30:00+00:00, in UTC; "" for no answer. Without a zone the reader's own is meant."""
    text = one_line(field, raw)
    found = parsed_moment(text)
    if text and found is None:
        raise Wrong(_("Enter a date and a time in “%(label)s”, such as 22-11-2026 14:30.", **_of(field)))
    if found is not None:
        _check_range(field, found.astimezone(readers_zone()).date())
    return found.isoformat(timespec="seconds") if found else ""


def parsed_day(text: str) -> date | None:
    """ISO, day first, or with the month in English or Dutch words."""
    plain = text.lower()
    for form in (_ISO, _DAY_FIRST, _IN_WORDS, _MONTH_FIRST):
        if len(plain) <= LONGEST and (match := form.fullmatch(plain)):
            month = match["month"]
            number = int(month) if month.isdigit() else _months().get(month, 0)
            return _date(int(match["year"]), number, int(match["day"]))
    return None


def parsed_moment(text: str) -> datetime | None:
    """Aware and in UTC."""
    found = _from_iso(text) if len(text) <= LONGEST else None
    if found is None and len(text) <= LONGEST and (match := _WITH_TIME.fullmatch(text.lower())):
        on, at = parsed_day(match["day"]), _time(match["time"])
        found = datetime.combine(on, at) if on is not None and at is not None else None
    if found is None or found.year not in YEARS:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=readers_zone())).astimezone(UTC)


def readers_zone() -> tzinfo:
    return ZoneInfo(str(get_timezone())) if has_app_context() else UTC


def written_moment(value: Value) -> str:
    """As a browser's own field for date and time wants it, in the reader's zone."""
    found = parsed_moment(str(value))
    return found.astimezone(readers_zone()).strftime("%Y-%m-%dT%H:%M") if found else str(value)


def shown_day(value: Value) -> str:
    found = parsed_day(str(value))
    return format_date(found, "long", locale=readers_language()) if found else str(value)


def shown_moment(value: Value) -> str:
    found = parsed_moment(str(value))
    if found is None:
        return str(value)
    here = found.astimezone(readers_zone()).replace(tzinfo=None)
    return format_datetime(here, "medium", locale=readers_language())


def _from_iso(text: str) -> datetime | None:
    """Only with a time: a date alone is not guessed to be midnight."""
    try:
        return datetime.fromisoformat(text) if len(text) > len("2026-11-22") and text.isascii() else None
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _time(text: str) -> time | None:
    hour, minute = (int(part) for part in re.split("[:.]", text))
    return time(hour, minute) if hour < 24 and minute < 60 else None


@cache
def _months() -> dict[str, int]:
    return {
        name.lower().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }


def limit(text: str | None) -> date | None:
    """What `lowest` or `highest` stands for."""
    if text == TODAY:
        return clock.now().astimezone(readers_zone()).date()
    return parsed_day(text or "")


def _check_range(field: Field, found: date) -> None:
    lowest, highest = limit(field.check.lowest), limit(field.check.highest)
    if lowest is not None and found < lowest:
        general = _("“%(label)s” must be %(least)s or later.", **_of(field), least=shown_day(str(lowest)))
        raise not_fit(field, general)
    if highest is not None and found > highest:
        general = _("“%(label)s” must be %(most)s or earlier.", **_of(field), most=shown_day(str(highest)))
        raise not_fit(field, general)


def _of(field: Field) -> dict[str, str]:
    return {"label": called(field)}
