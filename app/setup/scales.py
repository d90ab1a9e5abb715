"""Priorities, statuses and allowed changes, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from app.access.viewer import Viewer
from models.base import TextMap
from models.scale import Priority, PriorityScale, Status, StatusChange


@dataclass(frozen=True)
class PriorityWord:
    """A priority as pages need it."""

    id: int
    code: str
    name: TextMap
    definition: TextMap
    colour: str
    rank: int
    is_default: bool
    is_offered: bool
    scale: str


@dataclass(frozen=True)
class ScaleWord:
    """A scale of priorities as pages need it."""

    id: int
    code: str
    name: TextMap


@dataclass(frozen=True)
class StatusWord:
    """A status as pages need it."""

    id: int
    code: str
    name: TextMap
    meaning: TextMap
    tone: str
    rank: int
    is_open: bool
    awaits_customer: bool
    needs_closing_reason: bool


@dataclass(frozen=True)
class Allowed:
    """A change of status that a role may make."""

    role_id: int
    from_id: int
    to_id: int
    needs_reason: bool


@dataclass(frozen=True, eq=False)
class Scales:
    """All scales at one moment; priorities most urgent first, statuses in the order of the work.

    Equal to itself alone, and so fit to be a key of what is made of it.
    """

    priorities: dict[int, PriorityWord]
    statuses: dict[int, StatusWord]
    allowed: tuple[Allowed, ...]
    priority_scales: tuple[ScaleWord, ...] = ()

    @cached_property
    def status_by_code(self) -> dict[str, StatusWord]:
        return {status.code: status for status in self.statuses.values()}

    @cached_property
    def priority_by_code(self) -> dict[str, PriorityWord]:
        return {priority.code: priority for priority in self.priorities.values()}

    def offered_on(self, scale: str) -> list[PriorityWord]:
        """What may be chosen of a scale; of one that is not there, or "", of the first one."""
        scale = self._scale(scale)
        return [one for one in self.priorities.values() if one.is_offered and one.scale == scale]

    def codes_of(self, scale: str) -> frozenset[str]:
        """All priorities of a scale, offered or not."""
        scale = self._scale(scale)
        return frozenset(one.code for one in self.priorities.values() if one.scale == scale)

    def _scale(self, code: str) -> str:
        codes = [one.code for one in self.priority_scales]
        return code if code in codes else next(iter(codes), code)

    def usual_on(self, scale: str) -> PriorityWord | None:
        """The one that is chosen when nobody chose."""
        return next((one for one in self.offered_on(scale) if one.is_default), None)

    @property
    def usual_id(self) -> int | None:
        """Where nobody is asked."""
        usual = self.usual_on("")
        return usual.id if usual else None

    @property
    def first_status(self) -> StatusWord:
        return min(self.statuses.values(), key=lambda status: (not status.is_open, status.rank))

    def changes_for(self, viewer: Viewer, from_id: int) -> dict[int, Allowed]:
        """What this viewer may change a status to, by status id; a role that needs no reason wins."""
        found: dict[int, Allowed] = {}
        for change in sorted(
            self.allowed, key=lambda change: (self.statuses[change.to_id].rank, change.needs_reason)
        ):
            if change.from_id == from_id and (viewer.is_system or change.role_id in viewer.role_ids):
                found.setdefault(change.to_id, change)
        return found


def _read(session: Session) -> Scales:
    columns = {c: [getattr(c_from, f) for f in kind.__annotations__] for c, c_from, kind in _SOURCES}
    priorities = [
        PriorityWord(*row) for row in session.execute(select(*columns["p"]).order_by(Priority.rank.desc()))
    ]
    statuses = [StatusWord(*row) for row in session.execute(select(*columns["s"]).order_by(Status.rank))]
    allowed = tuple(Allowed(*row) for row in session.execute(select(*columns["c"])))
    found = session.execute(select(*columns["n"]).order_by(PriorityScale.rank, PriorityScale.id))
    named = tuple(ScaleWord(*row) for row in found)
    return Scales({p.id: p for p in priorities}, {s.id: s for s in statuses}, allowed, named)


_SOURCES = (
    ("p", Priority, PriorityWord),
    ("s", Status, StatusWord),
    ("c", StatusChange, Allowed),
    ("n", PriorityScale, ScaleWord),
)


# The scales as they are now: `scales(session)`. Costs a query only after a change of set-up.
scales: Kept[Scales] = Kept(_read)
