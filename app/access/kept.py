"""What is read from the set-up once and kept until the set-up stamp moves."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.standing import stamp
from app.access.viewer import SYSTEM, Viewer

T = TypeVar("T")


class Kept(Generic[T]):
    """`kept(session)` answers what `read(session)` found, through the system's eyes, at the present stamp.

    `read` must give plain values, no rows: they outlive the session, and everybody gets the same ones.
    """

    _all: ClassVar[list["Kept[Any]"]] = []

    def __init__(self, read: Callable[[Session], T]) -> None:
        self._read = read
        self._found: dict[int, T] = {}
        self._all.append(self)

    def __call__(self, session: Session) -> T:
        viewer: Viewer = session.info.get("viewer", SYSTEM)
        at = viewer.stamp if viewer.stamp >= 0 else stamp(session)
        if at not in self._found:
            with session.no_autoflush, seeing_as(session, SYSTEM):
                found = self._read(session)
            self._found.clear()
            self._found[at] = found
        return self._found[at]

    @classmethod
    def forget(cls) -> None:
        """Drop everything; for tests that put another database in the place of the former one."""
        for kept in cls._all:
            kept._found.clear()
