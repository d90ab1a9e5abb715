"""What a viewer is worked out from: the person, the accounts that are theirs, and what their roles allow.

Pure: nothing is asked of the database here. So the viewer of a tree as it would be is worked out by the same
lines as the viewer of the tree as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from app.access.place import MINE, SHARED, Place, kinds
from app.access.reach import Grant, Reach
from app.access.viewer import Source, Viewer
from models.role import EVERY


class Stand(NamedTuple):
    """An account, as far as it decides what its people see."""

    place: Place
    name: str
    has_children: bool
    is_active: bool


class Share(NamedTuple):
    """A case that was shared with a person, or with the people of an account."""

    case_id: int
    account_id: int | None
    may_write: bool
    until: datetime


class Footing(NamedTuple):
    """A person, as far as it decides what they see."""

    person_id: int
    is_staff: bool
    is_active: bool
    home_id: int | None
    other_ids: frozenset[int] = frozenset()
    role_ids: frozenset[int] = frozenset()
    feedback: Place | None = None  # the own part of the portal's account, once there is something in it
    shares: tuple[Share, ...] = ()

    @property
    def account_ids(self) -> frozenset[int]:
        """The accounts that are theirs, active or not."""
        return self.other_ids if self.home_id is None else self.other_ids | {self.home_id}


class Row(NamedTuple):
    """One "yes" of the matrix."""

    role_id: int
    kind: str
    relation: str
    act: str


class Law(NamedTuple):
    """What each role allows: its rows of the matrix and its permissions."""

    rows: Mapping[int, list[Row]]
    permissions: Mapping[int, frozenset[tuple[str, str]]]


Stands = Mapping[int, Stand]


def viewer_on(footing: Footing, stands: Stands, law: Law, at: int) -> Viewer:
    """Who may not sign in sees nothing either: nobody, though of this stamp."""
    if not may_sign_in(footing, stands):
        return Viewer(stamp=at)
    own = () if footing.is_staff else tuple(_standing(footing, stands))
    sources = (*_sources(footing, law, own), *_of_feedback(footing), *_of_shares(footing, own))
    return Viewer(
        person_id=footing.person_id,
        is_staff=footing.is_staff,
        role_ids=footing.role_ids,
        permissions=frozenset().union(*(law.permissions.get(id_, ()) for id_ in footing.role_ids)),
        reaches=_reaches(sources),
        places=tuple(stand.place for stand in own),
        stamp=at,
        sources=sources,
    )


def may_sign_in(footing: Footing, stands: Stands) -> bool:
    """An active person, of ours or of an account that is active."""
    home = stands.get(footing.home_id or 0)
    return footing.is_active and (footing.is_staff or (home is not None and home.is_active))


def _standing(footing: Footing, stands: Stands) -> list[Stand]:
    """The person's active accounts, home first."""
    found = (stands[id_] for id_ in footing.account_ids if id_ in stands)
    active = [stand for stand in found if stand.is_active]
    return sorted(active, key=lambda stand: (stand.place.id != footing.home_id, stand.name, stand.place.id))


def _sources(footing: Footing, law: Law, own: Iterable[Stand]) -> Iterator[Source]:
    """A row "every, every" counts for staff only: a slip in the matrix cannot open all to a customer."""
    rows = [row for id_ in sorted(footing.role_ids) for row in law.rows.get(id_, ())]
    for row in rows:
        if EVERY in (row.kind, row.relation):
            if footing.is_staff:
                yield Source(row.act, row.role_id, EVERY, None)
            continue
        for stand in own:
            if row.kind in kinds(stand.place, stand.has_children):
                yield Source(row.act, row.role_id, row.kind, Grant(stand.place, row.relation))


def _of_feedback(footing: Footing) -> Iterator[Source]:
    """Whoever gave feedback about the portal follows it, whatever the role: it is not about any account."""
    if footing.feedback is not None:
        for act in ("case.view", "case.edit"):
            yield Source(act, 0, "portal", Grant(footing.feedback, MINE))


def _of_shares(footing: Footing, own: Iterable[Stand]) -> Iterator[Source]:
    """Of the person, and of the active accounts that are theirs."""
    accounts = {None, *(stand.place.id for stand in own)}
    for share in footing.shares:
        if share.account_id in accounts:
            grant = Grant(Place(0, None, 0, "", 0, share.case_id), SHARED, share.until)
            for act in ("case.view", "case.note") if share.may_write else ("case.view",):
                yield Source(act, 0, "share", grant)


def _reaches(sources: Iterable[Source]) -> dict[str, Reach]:
    every, grants = set(), defaultdict[str, set[Grant]](set)
    for source in sources:
        if source.grant is None:
            every.add(source.act)
        else:
            grants[source.act].add(source.grant)
    return {act: Reach(act in every, frozenset(grants[act])) for act in every | set(grants)}
