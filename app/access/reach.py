"""Reach: for one act, the part of the account tree in which a person may do it.

The same reach answers in Python (`covers`) and in SQL (`accounts`, `cases`): as a condition on the tree,
never as a list of ids, so that a parent with 500 sub-accounts asks no longer question than one with two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true

from app import clock
from app.access.place import MINE, SHARED, Place, relation
from app.access.present import present
from models.account import Account
from models.base import UtcDateTime
from models.case import Case

# A name of its own: the statement that this condition joins may well read accounts itself.
_reached = Account.__table__.alias("account_reached")
_account = _reached.c
_case = Case.__table__.alias("case_of_mine").c


class Grant(NamedTuple):
    """A relation, seen from a place: "everything below account 7"."""

    place: Place
    relation: str
    until: datetime | None = None  # of a share

    def covers(self, place: Place) -> bool:
        if self.relation == SHARED:
            return bool(place.case_id) and place.case_id == self.place.case_id and not self.is_over
        return relation(self.place, place) == self.relation

    @property
    def is_over(self) -> bool:
        """Whether the clock ended a share; all else ends with a change of set-up or tree."""
        return self.relation == SHARED and (self.until is None or clock.now() >= self.until)


@dataclass(frozen=True)
class Reach:
    """Either every account, or what the grants name together."""

    every: bool = False
    grants: frozenset[Grant] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.every and not self.grants

    @property
    def grants_now(self) -> frozenset[Grant]:
        return frozenset(grant for grant in self.grants if not grant.is_over)

    def covers(self, place: Place) -> bool:
        """Whether the act is allowed for the account at `place`."""
        return self.every or any(grant.covers(place) for grant in self.grants)

    def accounts(self, account: Any = _account) -> ColumnElement[bool]:
        """The condition on account columns (a mapped class, an alias, or `table.c`)."""
        if self.every:
            return true()
        return or_(false(), *(_granted(g, account) for g in self.grants))

    def account_ids(self) -> Any:
        """A subquery of the account ids in reach."""
        return _ids(self.accounts())

    def holds(self, account_id: Any) -> ColumnElement[bool]:
        """Whether the account with this id, a column of another table, is in reach.

        Asked row by row by key: as a list of ids, all accounts of a large tree are read for each page.
        """
        inside = exists().where(_account.id == account_id, self.accounts())
        return inside.correlate_except(_reached)

    def cases(self, case: Any) -> ColumnElement[bool]:
        """The condition on case columns: one range of the root index per tree, then the accounts in it."""
        if self.every:
            return true()
        by_root: dict[int, list[Grant]] = {}
        shared = [grant for grant in self.grants if grant.relation == SHARED]
        for grant in self.grants.difference(shared):
            by_root.setdefault(grant.place.root_id, []).append(grant)
        trees = (_in_tree(root, grants, case) for root, grants in sorted(by_root.items()))
        return or_(false(), *trees, *_shared(shared, case))


def _granted(grant: Grant, account: Any) -> Any:
    place = grant.place
    if grant.relation in (MINE, SHARED):
        return false()
    if grant.relation == "own":
        return account.id == place.id
    if grant.relation == "descendant":
        return and_(account.path > place.path, account.path < _after(place.path))
    if place.parent_id is None:
        return false()
    return and_(account.parent_id == place.parent_id, account.id != place.id)


def _after(path: str) -> str:
    """The first path behind all that starts with `path`, so that a branch is one range of the index."""
    return path[:-1] + chr(ord(path[-1]) + 1)


def _in_tree(root_id: int, grants: list[Grant], case: Any) -> Any:
    mine = [_owned(grant.place, case) for grant in grants if grant.relation == MINE]
    others = [grant for grant in grants if grant.relation != MINE]
    return or_(*mine, *([_of_accounts(root_id, others, case)] if others else []))


def _owned(place: Place, case: Any) -> Any:
    """`case` may be rows that only name the case, as the index of search does."""
    of_account = and_(case.root_id == place.root_id, case.account_id == place.id)
    if hasattr(case, "owner_id"):
        return and_(of_account, case.owner_id == place.owner_id)
    own = select(_case.id).where(_case.account_id == place.id, _case.owner_id == place.owner_id)
    return and_(of_account, case.case_id.in_(own.correlate(None)))


def _shared(grants: list[Grant], case: Any) -> Iterator[Any]:
    """Cases by their ids, until the clock says that it is over. `case` as for `_owned`."""
    by_end: dict[datetime, list[int]] = {}
    for grant in grants:
        if grant.until is not None:
            by_end.setdefault(grant.until, []).append(grant.place.case_id)
    for until, ids in sorted(by_end.items()):
        id_ = case.id if hasattr(case, "owner_id") else case.case_id
        yield and_(id_.in_(sorted(ids)), literal(until, UtcDateTime) > present())


def _of_accounts(root_id: int, grants: list[Grant], case: Any) -> Any:
    below_root = {g.relation for g in grants if g.place.id == root_id}
    if {"own", "descendant"} <= below_root:
        return case.root_id == root_id
    if [g.relation for g in grants] == ["own"]:
        return and_(case.root_id == root_id, case.account_id == grants[0].place.id)
    inside = _ids(or_(*(_granted(g, _account) for g in sorted(grants))))
    return and_(case.root_id == root_id, case.account_id.in_(inside))


def _ids(condition: ColumnElement[bool]) -> Any:
    return select(_account.id).where(condition).correlate(None)
