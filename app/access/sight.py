"""What one viewer sees, as a single option that is added to each of the viewer's statements."""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql.cache_key import anon_map
from sqlalchemy.sql.elements import True_

from app.access.condition import Condition
from app.access.raw import refuse_raw_parts
from app.access.viewer import Viewer
from app.access.visibility import GUARDS

MOST_KEPT = 100


class Sight(CriteriaOption):
    """The conditions of all guarded models, for one viewer.

    Plain criteria, one per model, fail twice. Joined eager loading obeys only those that propagate, and those
    tie a viewer to every row that is loaded: here the parts propagate and the whole does not. And their cache
    key would be worked out again for each statement, at more than the cost of the query: here it is kept.
    """

    propagate_to_loaders = False

    def __init__(self, viewer: Viewer) -> None:
        self.conditions = {model: guard(viewer) for model, guard in GUARDS.items()}
        self.criteria: tuple[Any, ...] = tuple(
            Condition(model, condition, include_aliases=True)
            for model, condition in self.conditions.items()
            if not isinstance(condition, True_)
        )
        self.parameters: list[Any] = []
        names = anon_map()
        shape = tuple(part._gen_cache_key(names, self.parameters) for part in self.criteria)
        # A number in its place, because the whole key is hashed with each statement.
        self.key = (Sight, _shapes.setdefault(shape, len(_shapes)))
        self._limited: dict[Select[Any], Select[Any]] = {}

    def on(self, statement: Select[Any]) -> Select[Any]:
        """The statement with this sight. One that is planned once is copied once, and its cache key stays."""
        if not statement.get_execution_options().get("planned_once"):
            return statement.options(self)
        found = self._limited.get(statement)
        if found is None:
            if len(self._limited) >= MOST_KEPT:
                self._limited.clear()
            found = self._limited[statement] = statement.options(self)
        return found

    def _gen_cache_key(self, anon_map: Any, bindparams: list[Any]) -> Any:
        bindparams.extend(self.parameters)
        return self.key

    def process_compile_state(self, compile_state: Any) -> None:
        """Runs when a statement is compiled for the first time: the moment to look at all of it."""
        refuse_raw_parts(compile_state.select_statement)
        self.get_global_criteria(compile_state.global_attributes)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        for part in self.criteria:
            part.get_global_criteria(attributes)

    def of(self, model: type) -> ColumnElement[bool]:
        """The condition on rows of `model`, a mapped class."""
        return next(found for base in model.__mro__ if (found := self.conditions.get(base)) is not None)


_shapes: dict[tuple[Any, ...], int] = {}
_kept: WeakKeyDictionary[Viewer, Sight] = WeakKeyDictionary()


def sight(viewer: Viewer) -> Sight:
    """Built once and kept as long as the viewer is."""
    found = _kept.get(viewer)
    if found is None:
        found = _kept[viewer] = Sight(viewer)
    return found
