"""The account that stands for the portal itself, and the contact of those who run it."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.kept import Kept
from app.accounts.place import place
from models.account import Account
from models.base import TextMap
from models.portal_contact import PortalContact

ONLY: Final = 1
CUSTOMER_ID: Final = "LOKET"
NAME: Final = "Loket"


def portal_account_id(session: Session, *, is_made: bool = True) -> int:
    """The id of the portal's own account, which no customer belongs to; 0 when there is none yet.

    It is made when it is first needed. Needs the system's eyes.
    """
    found = session.scalar(select(PortalContact.account_id).where(PortalContact.id == ONLY))
    if found is not None or not is_made:
        return found or 0
    contact = _locked(session)
    if contact.account_id is None:
        contact.account_id = _account(session).id
        session.flush()
    return contact.account_id


def _locked(session: Session) -> PortalContact:
    """The one row, locked, so that of two at once only one makes the account."""
    query = select(PortalContact).where(PortalContact.id == ONLY).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        found = PortalContact(id=ONLY, hours={})
        session.add(found)
        session.flush()
    return found


def _account(session: Session) -> Account:
    account: Account | None = session.scalar(select(Account).where(Account.customer_id == CUSTOMER_ID))
    if account is not None:
        return account
    account = Account(customer_id=CUSTOMER_ID, name=NAME, created_at=clock.now())
    place(session, account, None)
    return account


class Contact:
    """How people reach those who run the portal."""

    def __init__(self, mail: str = "", phone: str = "", hours: TextMap | None = None) -> None:
        self.mail, self.phone, self.hours = mail, phone, hours or {}

    @property
    def is_known(self) -> bool:
        return bool(self.mail or self.phone)


def _read(session: Session) -> tuple[Contact, int]:
    row = session.get(PortalContact, ONLY)
    if row is None:
        return Contact(), 0
    return Contact(row.mail, row.phone, row.hours), row.account_id or 0


# Contact and id of the portal's account, until the set-up changes: `portal(session)`.
portal: Kept[tuple[Contact, int]] = Kept(_read)
