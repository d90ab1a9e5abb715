"""What an account has, given to the one into which it is merged."""

from sqlalchemy import insert, literal, select, update
from sqlalchemy.orm import Session

from app import clock
from app.accounts.rearrange.carry import carry, carry_filters, carry_once
from models.account import Account, AccountAccess
from models.agreement import Agreement
from models.case import Case
from models.case_share import CaseShare
from models.device import Device
from models.event import CaseEvent
from models.list_view import ListView
from models.message import MessageAudience
from models.person import Person, Preference
from models.portal_contact import PortalContact
from models.product_line import AccountProductLine
from models.qualification import AccountQualification
from models.subscription import AccountWatch

ONCE = (
    (AccountProductLine.account_id, AccountProductLine.product_line_id),
    (AccountQualification.account_id, AccountQualification.qualification_id),
    (AccountWatch.account_id, AccountWatch.person_id),
)
LAST_SHOWN = "account view"  # the preference that names an account


def hand_over(session: Session, account_id: int, kept_id: int, by: int | None) -> None:
    """Cases, each with an event that tells it, devices, people, accesses, views, agreements, messages,
    product lines and qualifications.

    Looks as the system. What the kept account has already is not given twice.
    """
    root_id = session.scalar(select(Account.root_id).where(Account.id == kept_id))
    _tell_it(session, account_id, kept_id, by)
    for model in (Case, Device):
        moved = update(model).where(model.account_id == account_id)
        session.execute(moved.values(account_id=kept_id, root_id=root_id))
    for person in session.scalars(select(Person).where(Person.home_account_id == account_id)):
        person.home_account_id = kept_id
    for contact in session.scalars(select(PortalContact).where(PortalContact.account_id == account_id)):
        contact.account_id = kept_id
    carry(session, ListView.account_id, account_id, kept_id)
    carry_filters(session, "account", account_id, kept_id)
    carry(session, Agreement.account_id, account_id, kept_id)
    carry(session, CaseShare.account_id, account_id, kept_id)
    for column, other in ONCE:
        carry_once(session, column, [other], account_id, kept_id)
    last_shown = update(Preference).where(Preference.name == LAST_SHOWN, Preference.value == str(account_id))
    session.execute(last_shown.values(value=str(kept_id)))
    _hand_over_audiences(session, account_id, kept_id)
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
        CaseEvent.door: literal("rule" if by is None else "page"),
    }
    rows = select(*columns.values()).where(Case.account_id == account_id)
    session.execute(insert(CaseEvent).from_select(list(columns), rows))


def _hand_over_audiences(session: Session, account_id: int, kept_id: int) -> None:
    """A message for both is for the one that is kept, and for its sub-accounts when it was for either's."""
    rows = session.scalars(
        select(MessageAudience)
        .where(MessageAudience.account_id.in_([account_id, kept_id]))
        .order_by(MessageAudience.id)
    ).all()
    have = {row.message_id: row for row in rows if row.account_id == kept_id}
    for row in rows:
        if row.account_id == kept_id:
            continue
        there = have.setdefault(row.message_id, row)
        there.with_sub_accounts |= row.with_sub_accounts
        if there is row:
            row.account_id = kept_id
        else:
            session.delete(row)


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
