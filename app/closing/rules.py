"""What the clock does to cases of a request type: read once and kept until the set-up stamp moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from app.closing.days import Calendar, days_after
from models.closing import ClosingRule

FOR_ALL: Final = ""


@dataclass(frozen=True)
class Rule:
    """`reminds_after` in days, increasing; `resolves_after` and `reopens_within` are 0 for never."""

    reminds_after: tuple[int, ...]
    resolves_after: int
    reopens_within: int
    calendar: Calendar

    def resolves_at(self, since: datetime) -> datetime | None:
        """When a case that waits since then counts as resolved."""
        return days_after(since, self.resolves_after, self.calendar) if self.resolves_after else None

    def reopens_until(self, closed: datetime) -> datetime:
        """Until when a case that was closed then may be reopened."""
        return days_after(closed, self.reopens_within, self.calendar)

    def next_step(self, since: datetime, after: datetime, end: datetime | None) -> datetime | None:
        """The first reminder or the end that lies behind `after`, of a case that waits since then."""
        return min((step for step in self._steps(since, end) if step > after), default=None)

    def _steps(self, since: datetime, end: datetime | None) -> Iterator[datetime]:
        for days in self.reminds_after:
            reminder = days_after(since, days, self.calendar)
            if end is None or reminder < end:
                yield reminder
        if end is not None:
            yield end


SHIPPED: Final = Rule((2, 5), 7, 7, Calendar("Europe/Amsterdam"))


@dataclass(frozen=True)
class Rules:
    """By code of the request type; FOR_ALL holds for the others."""

    by_type: dict[str, Rule]

    def of(self, request_type: str) -> Rule:
        return self.by_type.get(request_type) or self.by_type.get(FOR_ALL) or SHIPPED


def _read(session: Session) -> Rules:
    return Rules({row.request_type: rule_of(row) for row in session.scalars(select(ClosingRule))})


def rule_of(row: ClosingRule) -> Rule:
    calendar = Calendar(row.time_zone, row.counts_working_days, row.country)
    return Rule(days_of(row.reminds_after), row.resolves_after, row.reopens_within, calendar)


def days_of(text: str) -> tuple[int, ...]:
    """ "5, 2" gives (2, 5). Raises ValueError for what is no list of days."""
    return tuple(sorted({int(part) for part in text.split(",")})) if text.strip() else ()


# The rules as they are now: `closing_rules(session)`.
closing_rules: Kept[Rules] = Kept(_read)
