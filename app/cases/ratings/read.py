"""Reading ratings: that of a case, and all of them for who leads."""

from datetime import timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app import clock
from app.database import PLANNED_ONCE
from app.keyset import Page, fetch
from models.account import Account
from models.case import Case
from models.person import Person
from models.rating import SCORES, Rating

WHICH: Final = ("all", "low")
LOW: Final = 2
SIZE: Final = 25
LATELY: Final = timedelta(days=90)
_assignee = aliased(Person, name="assignee")
_OF_A_CASE: Final = (
    select(
        *Rating.__mapper__.column_attrs.values(),
        Person.first_name.label("person_first"),
        Person.last_name.label("person_last"),
    )
    .select_from(Rating)
    .join(Person, Person.id == Rating.person_id, isouter=True)
    .execution_options(**PLANNED_ONCE)
)


class Summary(NamedTuple):
    """How many there are of each score, the best first, and their average; None: there are none."""

    scores: dict[int, int]
    average: float | None

    @property
    def total(self) -> int:
        return sum(self.scores.values())


def rating_of(session: Session, case: Any) -> Any | None:
    """The rating as columns, with person_first and person_last; None for a case that was not rated."""
    if case.rating is None:
        return None
    return session.execute(_OF_A_CASE.where(Rating.case_id == case.id)).one_or_none()


def ratings_page(session: Session, which: str, *, after: str = "", before: str = "") -> Page:
    """The newest first."""
    query = (
        select(
            Rating.id,
            Rating.score,
            Rating.remark,
            Rating.rated_at,
            Case.number,
            Case.subject,
            Account.name.label("account"),
            _assignee.first_name.label("assignee_first"),
            _assignee.last_name.label("assignee_last"),
            Case.assignee_id,
        )
        .join(Case, Case.id == Rating.case_id)
        .join(Account, Account.id == Case.account_id, isouter=True)
        .join(_assignee, _assignee.id == Case.assignee_id, isouter=True)
        .where(*_are(which))
    )
    return fetch(session, query, (Rating.id,), descending=True, size=SIZE, after=after, before=before)


def summary(session: Session) -> Summary:
    """Of what was given in the last ninety days."""
    lately = Rating.rated_at >= clock.now() - LATELY
    rows = session.execute(select(Rating.score, func.count(Rating.id)).where(lately).group_by(Rating.score))
    found = {row[0]: row[1] for row in rows}
    total = sum(found.values())
    average = sum(score * many for score, many in found.items()) / total if total else None
    return Summary({score: found.get(score, 0) for score in reversed(SCORES)}, average)


def _are(which: str) -> list[ColumnElement[bool]]:
    return [Rating.score <= LOW] if which == "low" else []
