"""Writing a plan: accounts to their places, and what belongs to them to where it goes. One transaction."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import insert, literal, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.rearrange.plan import Plan
from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.case import Case
from models.device import Device
from models.event import CaseEvent
from models.list_view import ListView
from models.person import Person
from models.portal_contact import PortalContact
from models.stamp import SetupStamp


def lock_trees(session: Session) -> None:
    """Until the end of the transaction nobody else changes a tree: of two moves the second sees the first."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        session.execute(select(SetupStamp.value).with_for_update())


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
            _hand_over(session, account_id, kept_id, by)
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


def _hand_over(session: Session, account_id: int, kept_id: int, by: int | None) -> None:
    """Cases, each with an event that tells it, devices, people and accesses."""
    root_id = session.scalar(select(Account.root_id).where(Account.id == kept_id))
    _tell_it(session, account_id, kept_id, by)
    for model in (Case, Device):
        moved = update(model).where(model.account_id == account_id)
        session.execute(moved.values(account_id=kept_id, root_id=root_id))
    for person in session.scalars(select(Person).where(Person.home_account_id == account_id)):
        person.home_account_id = kept_id
    for contact in session.scalars(select(PortalContact).where(PortalContact.account_id == account_id)):
        contact.account_id = kept_id
    shared = update(ListView).where(ListView.account_id == account_id)
    session.execute(shared.values(account_id=kept_id))
    session.flush()
    _hand_over_accesses(session, account_id, kept_id)


def _tell_it(session: Session, account_id: int, kept_id: int, by: int | None) -> None:
    """In one statement, however many cases: an event by the name of each, and no reaction to it."""
    columns = {
        CaseEvent.case_id: Case.id,
        CaseEvent.kind: literal("account_changed"),
        CaseEvent.actor_id: literal(by, CaseEvent.actor_id.type),
        CaseEvent.is_internal: literal(False),
        CaseEvent.changes: literal({"account": [account_id, kept_id]}, CaseEvent.changes.type),
        CaseEvent.at: literal(clock.now(), CaseEvent.at.type),
    }
    rows = select(*columns.values()).where(Case.account_id == account_id)
    session.execute(insert(CaseEvent).from_select(list(columns), rows))


def _hand_over_accesses(session: Session, account_id: int, kept_id: int) -> None:
    """An access that is there already, or to one's own home, is not given twice."""
    rows = session.execute(
        select(AccountAccess, Person.home_account_id)
        .join(AccountAccess.person)
        .where(AccountAccess.account_id.in_([account_id, kept_id]))
        .order_by(AccountAccess.person_id)
    ).all()
    have = {row.person_id for row, home_id in rows if row.account_id == kept_id and home_id != kept_id}
    for row, home_id in rows:
        if row.account_id == account_id:
            session.delete(row)
            if home_id != kept_id and row.person_id not in have:
                session.add(AccountAccess(person_id=row.person_id, account_id=kept_id))
        elif home_id == kept_id:
            session.delete(row)
