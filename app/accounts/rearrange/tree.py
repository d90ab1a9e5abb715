"""Whole trees of accounts in the hand: where each would stand if one hung elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.facts import stands_where
from app.access.footing import Stand
from app.access.place import Place
from app.refused import OutOfReach, Refused
from models.account import DEEPEST, Account


@dataclass(frozen=True)
class Trees:
    """Accounts by id, each with the one above it; `stands` follows from that."""

    parents: Mapping[int, int | None]
    names: Mapping[int, str]
    active: frozenset[int]

    def children(self, account_id: int) -> list[int]:
        return sorted(id_ for id_, parent in self.parents.items() if parent == account_id)

    def above(self, account_id: int) -> list[int]:
        """The accounts above, nearest first."""
        found: list[int] = []
        while (parent := self.parents[account_id]) is not None:
            found.append(parent)
            account_id = parent
        return found

    def hung(self, account_ids: Iterable[int], parent_id: int | None) -> "Trees":
        """The same with these accounts below another, or on top. Raises Refused for a circle or too deep."""
        parents = {**self.parents, **dict.fromkeys(account_ids, parent_id)}
        return replace(self, parents=_sound(parents))

    def turned(self, account_id: int, is_active: bool) -> "Trees":
        others = self.active - {account_id}
        return replace(self, active=others | {account_id} if is_active else others)

    def stands(self) -> dict[int, Stand]:
        """How every account stands."""
        have_children = set(self.parents.values())
        return {
            id_: Stand(self._place(id_), self.names[id_], id_ in have_children, id_ in self.active)
            for id_ in self.parents
        }

    def _place(self, account_id: int) -> Place:
        line = [account_id, *self.above(account_id)]
        path = "/" + "".join(f"{id_}/" for id_ in reversed(line))
        return Place(account_id, self.parents[account_id], line[-1], path)


def _sound(parents: dict[int, int | None]) -> dict[int, int | None]:
    """The tree itself when it has no circle and is not too deep. Raises Refused."""
    depths: dict[int | None, int] = {None: 0}
    waiting = defaultdict[int | None, list[int]](list)
    for id_, parent in parents.items():
        waiting[parent].append(id_)
    line: list[int | None] = [None]
    while line:
        parent = line.pop()
        for child in waiting[parent]:
            depths[child] = depths[parent] + 1
            line.append(child)
    if len(depths) <= len(parents):
        raise Refused(_l("An account cannot hang below itself."), "parent")
    if max(depths.values()) > DEEPEST:
        raise Refused(_l("A tree of accounts can be five deep at most."), "parent")
    return parents


def trees_of(session: Session, account_ids: Collection[int]) -> Trees:
    """The whole trees in which these accounts stand now. Needs the system's eyes.

    Raises OutOfReach when one is not there.
    """
    roots = select(Account.root_id).where(Account.id.in_(sorted(account_ids)))
    found = stands_where(session, Account.root_id.in_(roots))
    if not set(account_ids) <= set(found):
        raise OutOfReach()
    return Trees(
        {id_: stand.place.parent_id for id_, stand in found.items()},
        {id_: stand.name for id_, stand in found.items()},
        frozenset(id_ for id_, stand in found.items() if stand.is_active),
    )
