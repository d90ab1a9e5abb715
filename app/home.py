"""What the home page shows first: what waits for this person, and what moved last."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.find import rows_for
from app.setup.scales import scales
from models.account import Account
from models.case import Case

FEW: Final = 6


def needs_attention(session: Session, by: Viewer) -> Sequence[Any]:
    """A customer's cases that wait for an answer, longest first; an agent's open ones, urgent first."""
    query = _few(by).where(*waits(session, by))
    if by.is_staff:
        query = query.order_by(Case.priority_rank.desc(), Case.created_at, Case.id)
    else:
        query = query.order_by(Case.updated_at, Case.id)
    return session.execute(query).all()


def moved_last(session: Session, by: Viewer) -> Sequence[Any]:
    """The cases that moved last."""
    return session.execute(_few(by).order_by(Case.updated_at.desc(), Case.id.desc())).all()


def looked_after(session: Session, by: Viewer) -> Sequence[Any]:
    """(id, name, customer_id) of the accounts whose customer success manager this is."""
    if not by.is_staff or not by.may("can_create", "Accounts"):
        return []
    mine = select(Account.id, Account.name, Account.customer_id).where(Account.manager_id == by.person_id)
    return session.execute(mine.order_by(Account.name, Account.id).limit(FEW)).all()


def _few(by: Viewer) -> Select[Any]:
    return rows_for(by).limit(FEW)


def waits(session: Session, by: Viewer) -> list[ColumnElement[bool]]:
    """Of a customer: what waits for an answer. Of an agent: what is open and assigned to them."""
    if by.is_staff:
        return [Case.is_open.is_(True), Case.assignee_id == by.person_id]
    waiting = [status.id for status in scales(session).statuses.values() if status.awaits_customer]
    mine = Case.owner_id == by.person_id
    home = by.home
    return [Case.status_id.in_(waiting), or_(mine, Case.account_id == home.id) if home else mine]
