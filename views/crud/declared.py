"""What a generated view must say itself: FAB's defaults are every column and every route."""

from collections.abc import Iterable
from typing import Any

from views.base import needs

COLUMNS = ("list_columns", "show_columns", "add_columns", "edit_columns", "search_columns", "order_columns")
TITLES = ("list_title", "show_title", "add_title", "edit_title")


def refuse_undeclared(view: type, names: Iterable[str]) -> None:
    """Raise TypeError for a view that leaves something to FAB's defaults."""
    missing = [name for name in names if getattr(view, name, None) is None]
    if missing:
        raise TypeError(f"{view.__name__} must say its {', '.join(missing)}")


def guard_routes(view: Any, pairs: dict[str, tuple[str, str]]) -> None:
    """Put the permission in front of every registered route that does not carry one of its own."""
    for route in view.include_route_methods:
        if not hasattr(getattr(view, route), "needed"):
            setattr(view, route, needs(*pairs.get(route, view.writing))(getattr(view, route)))
