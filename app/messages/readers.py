"""Who would see a message: how many people in how many accounts, and who gets it by mail."""

from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.access.audience import is_named
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from models.account import Account, AccountAccess
from models.message import Message, MessageRead
from models.person import Person

MOST_COUNTED: Final = 1_000


class Readers(NamedTuple):
    """Both counted to one more than MOST_COUNTED."""

    people: int
    accounts: int


def readers(session: Session, message: Message) -> Readers:
    """How many customers are in the audience now, as far as who asks may see them."""
    accounts = select(Account.id).where(Account.is_active.is_(True), in_audience(message, Account))
    return Readers(_count(session, people_in_audience(message)), _count(session, accounts))


def people_in_audience(message: Message) -> Select[int]:
    """Ids of customers who could sign in and have an account that the message is for."""
    home, meant = aliased(Account), aliased(Account)
    others = select(AccountAccess.account_id).where(AccountAccess.person_id == Person.id).correlate(Person)
    has_one = exists().where(
        or_(meant.id == Person.home_account_id, meant.id.in_(others)),
        meant.is_active.is_(True),
        in_audience(message, meant),
    )
    return (
        select(Person.id)
        .join(home, home.id == Person.home_account_id)
        .where(Person.active.is_(True), Person.is_staff.is_not(True), home.is_active.is_(True), has_one)
    )


def in_audience(message: Message, account: type[Account]) -> ColumnElement[bool]:
    """Whether an account, a class or an alias of it, is one that the message is for."""
    if message.for_everyone:
        return true()
    return is_named(message.audience, account) if message.audience else false()


def readings(session: Session, message: Message) -> int:
    """How many people have read it, counted to one more than MOST_COUNTED; who, nobody is told."""
    with seeing_as(session, SYSTEM):
        return _count(session, select(MessageRead.person_id).where(MessageRead.message_id == message.id))


def _count(session: Session, ids: Select[int]) -> int:
    some = ids.limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
