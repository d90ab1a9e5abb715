"""Who is looking: nobody, the system, or a person with the reach that roles and matrix give."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.access.place import Place
from app.access.reach import Grant, Reach

NO_REACH = Reach()


class Source(NamedTuple):
    """Why an act is allowed: a row of the matrix, read at one of the person's accounts.

    `grant` is None for a row that speaks of every account. A reach is the grants of its sources.
    """

    act: str
    role_id: int
    kind: str
    grant: Grant | None

    def covers(self, place: Place) -> bool:
        return self.grant is None or self.grant.covers(place)


@dataclass(frozen=True)
class Viewer:
    """All that decides what someone may see and do, worked out once and kept until the set-up moves.

    `permissions` holds FAB's (permission, view) pairs; `reaches` maps an act to where it is allowed.
    """

    person_id: int | None = None
    is_system: bool = False
    is_staff: bool = False
    role_ids: frozenset[int] = frozenset()
    permissions: frozenset[tuple[str, str]] = frozenset()
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    stamp: int = -1  # of the set-up this was worked out from
    sources: tuple[Source, ...] = ()  # what the reaches are made of
    _fronts: dict[int, "Viewer"] = field(default_factory=dict, repr=False)

    def may(self, permission: str, view: str) -> bool:
        """Whether the role gives this permission (FAB's "can_edit on Accounts")."""
        return self.is_system or (permission, view) in self.permissions

    def reach(self, act: str) -> Reach:
        """Where the act is allowed; nowhere when the matrix says nothing."""
        return Reach(every=True) if self.is_system else self.reaches.get(act, NO_REACH)

    def why(self, act: str, place: Place) -> tuple[Source, ...]:
        """What allows the act for the account at `place`; nothing when it is not allowed."""
        return tuple(source for source in self.sources if source.act == act and source.covers(place))

    @property
    def home(self) -> Place | None:
        """The place of the account that is acted for: the home account, or the one picked; None for staff."""
        return self.places[0] if self.places else None

    def acting_for(self, account_id: int) -> "Viewer":
        """The same person with this account in front. One that is not theirs changes nothing."""
        first = tuple(place for place in self.places if place.id == account_id)
        if not first or first[0] == self.home:
            return self
        if account_id not in self._fronts:
            rest = tuple(place for place in self.places if place.id != account_id)
            self._fronts[account_id] = replace(self, places=first + rest, _fronts={})
        return self._fronts[account_id]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


NOBODY = Viewer()
SYSTEM = Viewer(is_system=True)
