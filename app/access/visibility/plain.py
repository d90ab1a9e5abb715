"""The plain guards: oneself, a permission, everybody, nobody."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, false, or_, true

from app.access.viewer import Viewer

Condition = ColumnElement[bool]
Guard = Callable[[Viewer], Condition]


def own(column: Any) -> Guard:
    return lambda viewer: column == (viewer.person_id or 0)


def nobody(viewer: Viewer) -> Condition:
    return false()


def everybody_signed_in(viewer: Viewer) -> Condition:
    return true() if viewer.person_id else false()


def who_may(permission: str, view: str) -> Guard:
    return lambda viewer: true() if viewer.may(permission, view) else false()


def any_of(*guards: Guard) -> Guard:
    return lambda viewer: or_(false(), *(guard(viewer) for guard in guards))
