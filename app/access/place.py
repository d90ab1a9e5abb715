"""Where an account stands in its tree, and how another account relates to it."""

from typing import NamedTuple

MINE = "mine"  # the relation of a person to the own cases of the portal's account: feedback
SHARED = "shared"  # the relation to one case that somebody shared, wherever its account stands


class Place(NamedTuple):
    """The four values that settle every relation: id, parent, root, and the path "/1/7/".

    With an owner it is the part of an account that holds this person's cases: what a grant of "mine" stands
    on, and what is asked about when it is about one case.
    """

    id: int
    parent_id: int | None
    root_id: int
    path: str
    owner_id: int = 0
    case_id: int = 0  # of a grant of "shared", and of what is asked about one case


def relation(mine: Place, other: Place) -> str | None:
    """How `other` relates to `mine`: own, descendant or parallel; None when there is nothing between them.

    Nobody sees upwards, and what hangs below a parallel account is out of sight (DESIGN, section 3). Who
    stands on a part of an account has only that: it is mine, and there is nothing between the rest and them.
    """
    if mine.owner_id:
        return MINE if (other.id, other.owner_id) == (mine.id, mine.owner_id) else None
    if other.id == mine.id:
        return "own"
    if other.path.startswith(mine.path):
        return "descendant"
    if mine.parent_id is not None and other.parent_id == mine.parent_id:
        return "parallel"
    return None


def kinds(place: Place, has_children: bool) -> frozenset[str]:
    """Which kinds an account is; one in the middle of a tree is both parent and sub-account."""
    found = {"parent"} if has_children else set()
    if place.parent_id is not None:
        found.add("sub")
    return frozenset(found or {"standard"})
