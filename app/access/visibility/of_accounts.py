"""Who sees which accounts and people."""

from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import exists, false, or_, select, true

from app.access.place import MINE
from app.access.reach import Reach
from app.access.viewer import Viewer
from app.access.visibility.plain import Condition, own
from models.account import Account, AccountAccess
from models.agreement import Agreement
from models.device import Device
from models.person import Person
from models.product_line import AccountProductLine
from models.qualification import AccountQualification, PersonQualification

_user = Person.__table__


def accounts(viewer: Viewer) -> Condition:
    return viewer.reach("account.view").accounts(Account)


def people(viewer: Viewer) -> Condition:
    """Oneself, the staff one deals with, and the contacts of accounts whose contacts one may see."""
    reach = viewer.reach("contact.view")
    if reach.every:
        return true()
    if not viewer.person_id:
        return false()
    # Person shares FAB's table, and FAB asks for User: the condition hangs on the key that both map, so that
    # it follows an alias of either.
    seen = _user.alias("seen")
    found = [seen.c.id == viewer.person_id, seen.c.is_staff.is_(True)]
    if not reach.is_empty:
        found.append(reach.holds(seen.c.home_account_id))
    return exists().where(seen.c.id == fab.User.id, or_(*found)).correlate_except(seen)


def accesses(viewer: Viewer) -> Condition:
    reach = viewer.reach("contact.view")
    if reach.every:
        return true()
    return or_(own(AccountAccess.person_id)(viewer), AccountAccess.account_id.in_(reach.account_ids()))


def product_lines(viewer: Viewer) -> Condition:
    """Which product lines an account has, for those who see the account."""
    return _of_an_account(AccountProductLine, viewer)


def agreements(viewer: Viewer) -> Condition:
    return _of_an_account(Agreement, viewer)


def account_qualifications(viewer: Viewer) -> Condition:
    return _of_an_account(AccountQualification, viewer)


def person_qualifications(viewer: Viewer) -> Condition:
    """One's own, and those of the contacts whom one sees."""
    reach, whose = viewer.reach("contact.view"), PersonQualification.person_id
    if reach.every:
        return true()
    homes = select(_user.c.id).where(_user.c.home_account_id.in_(reach.account_ids()))
    return or_(own(whose)(viewer), whose.in_(homes.correlate(None)))


def _of_an_account(model: Any, viewer: Viewer) -> Condition:
    reach = viewer.reach("account.view")
    return true() if reach.every else model.account_id.in_(reach.account_ids())


def devices(viewer: Viewer) -> Condition:
    """Those that were ordered by accounts one sees."""
    reach = viewer.reach("account.view")
    return Reach(reach.every, frozenset(g for g in reach.grants if g.relation != MINE)).cases(Device)


def person_events(viewer: Viewer) -> Condition:
    """What was done to a contact names others too."""
    return true() if viewer.is_staff and viewer.reach("contact.view").every else false()


def account_events(viewer: Viewer) -> Condition:
    """What was done to an account names others: for our own people who deal with all of them."""
    return true() if viewer.is_staff and viewer.reach("account.view").every else false()
