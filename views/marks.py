"""What a route says of itself, for the gate and the route census."""

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def open_to_all(function: F) -> F:
    """Marks a route for people who have not signed in; the route census wants it said."""
    function.needed = None  # type: ignore[attr-defined]
    return function


def polled(function: F) -> F:
    """Marks a route that a page asks by itself: it keeps no sign-in awake. Stands above `@needs`."""
    function.is_polled = True  # type: ignore[attr-defined]
    return function
