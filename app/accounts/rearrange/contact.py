"""Moving a contact to another account, as a preview showed it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.accounts.moved import record_move
from app.accounts.rearrange.act import may_rearrange
from app.accounts.rearrange.plan import plan_contact_move
from app.accounts.rearrange.preview import preview
from app.accounts.rearrange.write import lock_trees
from app.refused import NotAllowed, OutOfReach, Stale
from models.account import AccountAccess
from models.person import Person


def may_rearrange_contacts(by: Viewer) -> bool:
    """Who may move accounts, and keeps the contacts of all of them."""
    return may_rearrange(by) and by.reach("contact.edit").every


def move_contact(session: Session, person: Person, to_id: int, *, by: Viewer, seen: str) -> None:
    """Their cases stay with the account that they were opened for; the contact is signed out.

    Raises NotAllowed, OutOfReach for our own people, Refused, and Stale when something else would follow.
    """
    if not may_rearrange_contacts(by):
        raise NotAllowed()
    if person.is_staff:
        raise OutOfReach()
    lock_trees(session)
    plan = plan_contact_move(session, person.id, person.home_account_id, to_id)
    if preview(session, plan).fingerprint != seen:
        raise Stale([])
    before_id, person.home_account_id = person.home_account_id, to_id
    session.flush()
    record_move(session, person, before_id, by=by)
    with session.no_autoflush, seeing_as(session, SYSTEM):  # home is home: no access besides
        also = (AccountAccess.person_id == person.id, AccountAccess.account_id == to_id)
        for access in session.scalars(select(AccountAccess).where(*also)):
            session.delete(access)
        session.flush()
