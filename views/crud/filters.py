"""FAB keeps one mutable filter object for a view and all its threads; here each request has its own."""

import copy
from typing import Any

from flask import g


class OwnFilters:
    """Mix in before FAB's class: `_filters` is fresh for each request, without anybody's search in it."""

    _blank_filters: Any = None

    @property
    def _filters(self) -> Any:
        if self._blank_filters is None:
            return None
        kept = g.setdefault("crud_filters", {})
        if self not in kept:
            kept[self] = copy.copy(self._blank_filters)
            kept[self].clear_filters()
        return kept[self]

    @_filters.setter
    def _filters(self, filters: Any) -> None:
        self._blank_filters = filters
