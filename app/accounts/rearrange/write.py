"""Writing a plan: accounts to their places, and what belongs to them to where it goes. One transaction."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.stamping import lock_stamp
from app.access.viewer import SYSTEM
from app.accounts.rearrange.hand_over import hand_over
from app.accounts.rearrange.plan import Plan
from models.account import Account
from models.account_event import AccountEvent
from models.case import Case
from models.device import Device


def lock_trees(session: Session) -> None:
    """Until the end of the transaction nobody else changes a tree: of two moves the second sees the first."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        lock_stamp(session)


def write(session: Session, plan: Plan, *, by: int | None) -> None:
    """Do what the plan says. `by` is the person who acts; what they may not write, the session refuses.

    Needs the lock. Who asks for a case of an account that moves at the same moment waits, and is refused.
    """
    rows = _accounts(session, plan.moved)
    for row in rows:
        stand = plan.after[row.id]
        row.parent_id, row.root_id, row.path = stand.place.parent_id, stand.place.root_id, stand.place.path
        row.is_active = stand.is_active
    session.flush()
    with session.no_autoflush, seeing_as(session, SYSTEM):  # consequences, also for who may not edit cases
        for account_id, kept_id in plan.takes_over.items():
            hand_over(session, account_id, kept_id, by)
        _carry_roots(session, plan)
        session.flush()
        for row in rows:
            session.expire(row, ["parent", "children"])


def write_down(session: Session, plan: Plan, *, by: int | None) -> None:
    """Put the act on record."""
    assert plan.account_id is not None
    above = plan.before[plan.account_id].place.parent_id
    said = {"actor_id": by, "at": clock.now()}
    event = AccountEvent(account_id=plan.account_id, kind=plan.kind, other_id=plan.other_id, **said)
    event.before_id = above
    session.add(event)
    if plan.takes_over:
        session.add(
            AccountEvent(account_id=plan.other_id, kind="took_over", other_id=plan.account_id, **said)
        )
    session.flush()


def _accounts(session: Session, ids: Collection[int]) -> list[Account]:
    """Locked against the key of a new case: one that is being opened is there, or is not opened at all."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = select(Account).where(Account.id.in_(sorted(ids))).order_by(Account.id)
        fresh = found.with_for_update(of=Account).execution_options(populate_existing=True)
        return list(session.scalars(fresh))


def _carry_roots(session: Session, plan: Plan) -> None:
    """A case and a device repeat the root of the tree in which their account stands."""
    by_root = defaultdict[int, list[int]](list)
    for id_ in plan.moved:
        if plan.before[id_].place.root_id != plan.after[id_].place.root_id:
            by_root[plan.after[id_].place.root_id].append(id_)
    for root_id, ids in by_root.items():
        for model in (Case, Device):
            session.execute(update(model).where(model.account_id.in_(ids)).values(root_id=root_id))
