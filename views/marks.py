"""What a route says of itself, for the gate and the route census."""

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def marked(function: F, **marks: Any) -> F:
    vars(function).update(marks)
    return function


def open_to_all(function: F) -> F:
    """Marks a route for people who have not signed in; the route census wants it said."""
    return marked(function, needed=None)


def polled(function: F) -> F:
    """Marks a route that a page asks by itself: it keeps no sign-in awake. Stands above `@needs`."""
    return marked(function, is_polled=True)
