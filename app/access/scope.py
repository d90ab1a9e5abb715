"""How much of what one may see a list holds: this account, with what is below it, or all."""

from typing import Final

from app.access.place import MINE, SHARED
from app.access.reach import Grant, Reach
from app.access.viewer import Viewer

ACCOUNT, TREE, ALL = "account", "tree", "all"
SCOPES: Final = (ALL, ACCOUNT, TREE)


def scopes_for(by: Viewer, act: str) -> tuple[str, ...]:
    """Those between which there is a choice; none for our own people, and for who sees one account only."""
    relations = {grant.relation for grant in by.reach(act).grants} - {MINE, SHARED}
    if by.home is None or (not relations - {"own"} and len(by.places) < 2):
        return ()
    return (ACCOUNT, TREE, ALL) if "descendant" in relations else (ACCOUNT, ALL)


def part_in(by: Viewer, scope: str) -> Reach:
    """The part of the tree that a scope means, from the account that is acted for."""
    if scope not in (ACCOUNT, TREE) or by.home is None:
        return Reach(every=True)
    below = {Grant(by.home, "descendant")} if scope == TREE else set[Grant]()
    return Reach(grants=frozenset({Grant(by.home, "own")} | below))
