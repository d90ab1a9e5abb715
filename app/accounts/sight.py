"""What one person can see and do, and why, for those who keep accounts."""

from collections import defaultdict
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.explain import Reason, reason_of
from app.access.reach import Grant, Reach
from app.access.viewer import Viewer
from models.account import Account
from models.case import Case
from models.role import ACTS

MOST_NAMED: Final = 6
MOST_COUNTED: Final = 1_000


class Part(NamedTuple):
    """A part of the tree for which the same acts are allowed, by the nearest reason for them.

    `names` are the first accounts in it; both counts stop at MOST_COUNTED + 1.
    """

    reason: Reason
    acts: tuple[str, ...]
    names: list[tuple[int, str]]
    accounts: int
    cases: int


def parts_of(session: Session, viewer: Viewer) -> list[Part]:
    """What `viewer` reaches, part by part, as far as the session's own viewer sees it."""
    acts: dict[tuple[Reason, Grant | None], set[str]] = defaultdict(set)
    for source in viewer.sources:
        acts[reason_of(source), source.grant].add(source.act)
    ordered = sorted(acts.items(), key=lambda one: (one[0][0].rank[1], one[0][0].rank[0], one[0][0]))
    return [_part(session, reason, grant, found) for (reason, grant), found in ordered]


def _part(session: Session, reason: Reason, grant: Grant | None, acts: set[str]) -> Part:
    reach = Reach(every=True) if grant is None else Reach(grants=frozenset({grant}))
    inside = reach.accounts(Account)
    first = select(Account.id, Account.name).where(inside).order_by(Account.name, Account.id)
    names = [] if grant is None else [(row[0], row[1]) for row in session.execute(first.limit(MOST_NAMED))]
    accounts = _counted(session, select(Account.id).where(inside))
    cases = _counted(session, select(Case.id).where(reach.cases(Case))) if "case.view" in acts else 0
    return Part(reason, tuple(act for act in ACTS if act in acts), names, accounts, cases)


def _counted(session: Session, some: Any) -> int:
    return session.scalar(select(func.count()).select_from(some.limit(MOST_COUNTED + 1).subquery())) or 0
