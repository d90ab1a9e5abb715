"""Who keeps devices, and for whose devices somebody may open a case."""

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from app.access.place import MINE
from app.access.reach import Reach
from app.access.viewer import Viewer
from models.account import Account
from models.device import Device

# A name of its own: the statement that the condition joins may well read accounts itself.
_account = aliased(Account, name="account_that_ordered")


def may_keep_devices(by: Viewer) -> bool:
    """Our own people who keep every account."""
    return by.may("can_create", "Accounts") and by.reach("account.edit").every


def openable(by: Viewer) -> ColumnElement[bool]:
    """The condition on devices: ordered by an account for which `by` may open a case now."""
    reach = by.reach("case.create")
    grants = frozenset(grant for grant in reach.grants if grant.relation != MINE)
    is_active = exists().where(_account.id == Device.account_id, _account.is_active.is_(True))
    return and_(Reach(reach.every, grants).cases(Device), is_active.correlate_except(_account))
