"""Making one contact of two, as a preview showed it."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.sign_in import end_sign_ins
from app.access.viewer import SYSTEM, Viewer
from app.accounts.rearrange.become_one import become_one
from app.accounts.rearrange.contact import may_rearrange_contacts
from app.accounts.rearrange.plan import Plan
from app.accounts.rearrange.preview import preview
from app.accounts.rearrange.write import lock_trees
from app.refused import NotAllowed, OutOfReach, Refused, Stale
from models.account import AccountAccess
from models.person import Person


def plan_contact_merge(session: Session, person_id: int, kept_id: int) -> Plan:
    """All that is this contact's becomes the other's, who then acts for the accounts of both.

    Raises OutOfReach for our own people; Refused for a contact and itself, one that was merged already, and
    another one that takes no part.
    """
    if person_id == kept_id:
        raise Refused(_l("Choose another contact: this is the one that would end."), "into")
    with session.no_autoflush, seeing_as(session, SYSTEM):
        gone, kept = _contact(session, person_id), _contact(session, kept_id)
        if gone.merged_into_id is not None:
            raise Refused(_l("This contact was merged into another already."))
        if not kept.active:
            raise Refused(_l("This contact takes no part any more. Choose another one."), "into")
        both = AccountAccess.person_id.in_([person_id, kept_id])
        rows = session.execute(select(AccountAccess.person_id, AccountAccess.account_id).where(both)).all()
    own = {gone.home_account_id, *(account for who, account in rows if who == person_id)}
    has = {kept.home_account_id, *(account for who, account in rows if who == kept_id)}
    return Plan(
        "contacts_merged",
        active={person_id: False},
        acts_for={kept_id: frozenset(id_ for id_ in own - has if id_ is not None)},
        becomes={person_id: kept_id},
    )


def merge_contacts(session: Session, person_id: int, kept_id: int, *, by: Viewer, seen: str) -> None:
    """The first cannot sign in any more and points to the other, who keeps mail address, password and roles.

    Raises NotAllowed, what planning it raises, and Stale when something else would follow from it by now.
    """
    if not may_rearrange_contacts(by):
        raise NotAllowed()
    lock_trees(session)
    _wait_for_what_they_begin(session, person_id)
    plan = plan_contact_merge(session, person_id, kept_id)
    if preview(session, plan).fingerprint != seen:
        raise Stale([])
    become_one(session, plan, by=by.person_id)


def _contact(session: Session, person_id: int) -> Person:
    found: Person | None = session.scalar(
        select(Person).where(Person.id == person_id).execution_options(populate_existing=True)
    )
    if found is None or found.is_staff:
        raise OutOfReach(_l("Only contacts of customers become one."), "into")
    return found


def _wait_for_what_they_begin(session: Session, person_id: int) -> None:
    """A case that they open at this moment is there, or is not opened at all.

    In the order of signing in: the record of it first, then the person.
    """
    end_sign_ins(session, person_id)
    with session.no_autoflush, seeing_as(session, SYSTEM):
        session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
