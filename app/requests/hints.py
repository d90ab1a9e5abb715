"""What is there already about a problem that somebody begins to describe."""

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.search.alike import open_cases_alike, rows_alike
from app.search.nouns import NOUNS

MOST: Final = 3
LONGEST: Final = 200  # characters of the subject that count


@dataclass(frozen=True)
class Hints:
    """Rows of each kind, through the eyes of the session; `is_empty` when there is nothing to show."""

    articles: list[Any] = field(default_factory=list)
    messages: list[Any] = field(default_factory=list)
    cases: list[Any] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.articles or self.messages or self.cases)


def hints(session: Session, by: Viewer, subject: str) -> Hints:
    """At most MOST of a kind, and of no kind whose pages `by` may not open."""
    subject = subject[:LONGEST]
    found = {
        kind: rows_alike(session, kind, subject, MOST) if by.may(*NOUNS[kind].needs) else []
        for kind in ("articles", "messages")
    }
    return Hints(**found, cases=open_cases_alike(session, subject, MOST))
