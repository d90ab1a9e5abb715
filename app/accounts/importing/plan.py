"""What an import will do, row by row, said before anything is done."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

Act = Literal["added", "changed", "same", "bad"]
ACTS: Final[tuple[Act, ...]] = ("added", "changed", "same", "bad")
Tick = Callable[[int], None]


class Problem(NamedTuple):
    """Why a row cannot be taken: the label of the field, empty for the whole row, and a sentence.

    Both are put into words when somebody reads them: that takes longer than finding them.
    """

    label: Any
    reason: Any


@dataclass
class Planned:
    """One row of the file. `values` by field, read and checked; `now` is the row of the database, if any."""

    line: int
    cells: list[str]
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    now: Any = None
    changes: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def act(self) -> Act:
        if self.problems:
            return "bad"
        if self.now is None:
            return "added"
        return "changed" if self.changes else "same"


@dataclass(frozen=True)
class Plan:
    """All rows of a file, and what the database says of them."""

    rows: list[Planned]
    known: Any = None

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(row.act for row in self.rows)
        return {act: found[act] for act in ACTS}

    def of(self, act: str) -> list[Planned]:
        return [row for row in self.rows if row.act == act]

    @property
    def is_good(self) -> bool:
        return bool(self.rows) and not any(row.problems for row in self.rows)
