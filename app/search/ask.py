"""What somebody asks of search. All of it lives in the URL, and no URL makes an error."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import ColumnElement

from app.access.scope import ACCOUNT, TREE, part_in
from app.access.viewer import Viewer
from app.search.cases import HEAD, REST, Place
from app.search.words import LONGEST_QUERY, Word, words_of
from models.search import CaseWords

KINDS: Final = ("cases", "accounts", "contacts", "articles", "messages")
STATES: Final = ("open", "closed")
LARGEST_KEY: Final = 2**32  # twice the largest id


@dataclass(frozen=True)
class Ask:
    """The words, the kind of thing (empty: all), filters of cases; what is unknown counts as not asked."""

    q: str = ""
    kind: str = ""
    state: str = ""
    scope: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "Ask":
        return cls(
            q=" ".join(args.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY],
            kind=_one_of(KINDS, args.get("kind")),
            state=_one_of(STATES, args.get("state")),
            scope=_one_of((ACCOUNT, TREE), args.get("scope")),
            after=args.get("after", "")[:1_000],
            before=args.get("before", "")[:1_000],
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.q)

    @property
    def place(self) -> Place:
        """Where the page of cases begins: "1.2468" is in the second part, before that row of the index."""
        part, _dot, before = self.after.partition(".")
        if part in (str(HEAD), str(REST)) and before.isascii() and before.isdigit():
            return Place(int(part), min(int(before[:12]), LARGEST_KEY))
        return Place()

    def conditions(self, by: Viewer) -> tuple[ColumnElement[bool], ...]:
        """The filters of cases as conditions on CaseWords."""
        found: list[ColumnElement[bool]] = []
        if self.state:
            found.append(CaseWords.is_open.is_(self.state == "open"))
        if self.scope:
            found.append(part_in(by, self.scope).cases(CaseWords))
        return tuple(found)

    def url(self, **changes: Any) -> str:
        """The page with these changes; a change of anything but the place begins at the first page."""
        other = replace(self, **{"after": "", "before": "", **changes})
        values = {name: getattr(other, name) for name in ("q", "kind", "state", "scope", "after", "before")}
        return "/search?" + urlencode({name: value for name, value in values.items() if value})


def write_place(place: Place) -> str:
    return f"{place.part}.{place.before}"


def _one_of(known: tuple[str, ...], wanted: str | None) -> str:
    return wanted if wanted in known else ""
