"""Adding contacts, changing what is known of one, and taking and giving back the right to sign in."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.fields import OPENABLE, STAFF_OF_ONESELF
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.access.writing.places import place_of_account
from app.accounts.keep_person import refuse_merged, write_person
from app.accounts.qualifications import keep_qualifications
from app.refused import NotAllowed, OutOfReach, Refused
from app.setup.customer_fields import customer_fields
from models.account import Account
from models.person import Person
from models.role import RoleText

BY_STAFF = OPENABLE["contact"] | {"email", "qualifications"}


def fields_open_to(session: Session, by: Viewer, person: Person) -> frozenset[str]:
    """Which fields of this contact `by` may change; none when the matrix says no."""
    if not by.may("can_edit", "Accounts"):
        return frozenset()
    if person.is_staff:
        return STAFF_OF_ONESELF if person.id == by.person_id else frozenset()
    if by.is_staff and by.reach("contact.edit").every:
        return BY_STAFF
    with seeing_as(session, SYSTEM):
        home = place_of_account(session, person.home_account_id)
    is_theirs = person.id == by.person_id or by.reach("contact.edit").covers(home)
    return customer_fields(session)["contact"] if is_theirs else frozenset()


def change_contact(session: Session, person: Person, *, by: Viewer, **values: Any) -> Person:
    """Change the given fields. Raises OutOfReach when one is not this person's to change."""
    if not set(values) <= fields_open_to(session, by, person):
        raise OutOfReach()
    wanted = values.pop("qualifications", None)
    write_person(session, person, values)
    if wanted is not None:
        keep_qualifications(session, person, wanted)
    session.flush()
    return person


def may_keep_contacts(by: Viewer) -> bool:
    """Who adds contacts of every account, and takes and gives back their right to sign in."""
    return by.may("can_create", "Accounts") and by.reach("contact.create").every


def add_contact(session: Session, *, by: Viewer, account: Account, **values: Any) -> Person:
    """A new contact of the account; `values` are fields of BY_STAFF. Raises Refused.

    A customer without a password: known, can own cases and get mail, and cannot sign in until invited.
    """
    if not may_keep_contacts(by):
        raise NotAllowed()
    if not set(values) <= BY_STAFF:
        raise OutOfReach()
    if not account.is_active:
        raise Refused(_l("This account is not active. Make it active first."))
    role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
    person = Person(home_account_id=account.id, active=True, roles=[role])
    wanted = values.pop("qualifications", None) or ()
    write_person(session, person, values)
    session.add(person)
    session.flush()
    keep_qualifications(session, person, wanted)
    session.flush()
    return person


def set_contact_active(session: Session, person: Person, active: bool, *, by: Viewer) -> None:
    """Whether the contact takes part. Who no longer does is signed out, and keeps cases and history."""
    if not may_keep_contacts(by) or not by.reach("contact.edit").every:
        raise NotAllowed()
    if person.is_staff:
        raise OutOfReach()
    refuse_merged(person, active)
    person.active = active
    session.flush()
