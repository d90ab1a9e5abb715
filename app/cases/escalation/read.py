"""Reading escalations: the last one of a case, and the work list of management."""

from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from app.cases.listing.find import MOST_COUNTED
from app.database import PLANNED_ONCE
from app.keyset import Page, fetch
from models.account import Account
from models.case import Case
from models.escalation import GOING_ON, STATES, Escalation
from models.person import Person

WHICH: Final = ("open", *STATES, "all")
SIZE: Final = 25
_raiser, _handler = aliased(Person, name="raiser"), aliased(Person, name="handler")
_OF_A_CASE: Final = (
    select(
        *Escalation.__mapper__.column_attrs.values(),
        _raiser.first_name.label("raiser_first"),
        _raiser.last_name.label("raiser_last"),
        _handler.first_name.label("handler_first"),
        _handler.last_name.label("handler_last"),
    )
    .select_from(Escalation)
    .join(_raiser, _raiser.id == Escalation.raised_by_id, isouter=True)
    .join(_handler, _handler.id == Escalation.handled_by_id, isouter=True)
    .order_by(Escalation.id.desc())
    .limit(1)
    .execution_options(**PLANNED_ONCE)
)


def last_escalation(session: Session, case: Any) -> Any | None:
    """The last one as columns, with raiser_first and so on; None for a case that was never escalated."""
    if case.escalation_state is None:
        return None
    return session.execute(_OF_A_CASE.where(Escalation.case_id == case.id)).one_or_none()


def escalations_page(session: Session, which: str, *, after: str = "", before: str = "") -> Page:
    """Those that go on with the one that waits longest first, others with the newest first."""
    query = (
        select(
            Escalation.id,
            Escalation.state,
            Escalation.reason,
            Escalation.raised_at,
            Escalation.handled_at,
            Case.number,
            Case.subject,
            Case.priority_id,
            Account.name.label("account"),
            _raiser.first_name.label("raiser_first"),
            _raiser.last_name.label("raiser_last"),
        )
        .join(Case, Case.id == Escalation.case_id)
        .join(Account, Account.id == Case.account_id, isouter=True)
        .join(_raiser, _raiser.id == Escalation.raised_by_id, isouter=True)
        .where(*_are(which))
    )
    is_newest_first = which not in ("open", *GOING_ON)
    order = (Escalation.id,)
    return fetch(session, query, order, descending=is_newest_first, size=SIZE, after=after, before=before)


def count_escalations(session: Session, which: str) -> int:
    """Counted to one more than MOST_COUNTED."""
    some = select(Escalation.id).join(Case, Case.id == Escalation.case_id).where(*_are(which))
    return session.scalar(select(func.count()).select_from(some.limit(MOST_COUNTED + 1).subquery())) or 0


def _are(which: str) -> list[ColumnElement[bool]]:
    if which == "open":
        return [Escalation.state.in_(GOING_ON), Escalation.ended_at.is_(None)]
    return [] if which == "all" else [Escalation.state == which]
