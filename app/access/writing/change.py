"""One row as the session is about to write it: added, changed or removed, and what differs."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect

ADD, CHANGE, REMOVE = "add", "change", "remove"
UNKNOWN = -1  # the former value was never loaded; no row has this id, so nobody reaches it


@dataclass(frozen=True)
class Change:
    """`row` as it will be; the methods tell what it was."""

    row: Any
    kind: str

    def touches(self, *names: str) -> bool:
        return any(self._history(name).has_changes() for name in names if self._knows(name))

    def before(self, name: str) -> list[Any]:
        """The former value of a column, in a list; empty when it stays, UNKNOWN when nobody looked."""
        history = self._history(name)
        if self.kind == ADD or not history.has_changes():
            return []
        return list(history.deleted) or [UNKNOWN]

    def added(self, name: str) -> list[Any]:
        return list(self._history(name).added or ())

    def removed(self, name: str) -> list[Any]:
        return list(self._history(name).deleted or ())

    def is_within(self, fields: frozenset[str]) -> bool:
        """Whether nothing but these fields of a row that was there differs."""
        return self.kind == CHANGE and self._changed() <= fields

    def _changed(self) -> set[str]:
        state = inspect(self.row)
        return {a.key for a in state.attrs if a.key in state.dict and self._history(a.key).has_changes()}

    def _knows(self, name: str) -> bool:
        return name in inspect(self.row).attrs

    def _history(self, name: str) -> Any:
        return inspect(self.row).attrs[name].history
