"""Which roles fit whom: a slip of the hand must not give a customer the rights of our own people."""

from collections.abc import Collection

from flask_appbuilder.security.sqla import models as fab
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.refused import Refused
from app.setup.shipped.roles import PORTAL
from models.role import EVERY, MatrixRow, RoleText


def refuse_wrong_rights(
    session: Session, roles: Collection[fab.Role], *, is_staff: bool, home_account_id: int | None
) -> None:
    """Raise Refused, naming the field, when roles, account and staff do not go together."""
    if not roles:
        raise Refused(_l("Choose at least one role."), "roles")
    if is_staff and home_account_id is not None:
        raise Refused(
            _l("Our own people belong to no account. Leave it empty, or untick it."), "home_account"
        )
    if not is_staff and home_account_id is None:
        raise Refused(_l("Choose the account that this person belongs to."), "home_account")
    if not is_staff and any(is_for_staff(session, role) for role in roles):
        raise Refused(_l("One of these roles is for our own people only."), "roles")


def is_for_staff(session: Session, role: fab.Role) -> bool:
    """Whether a role says so, gives more than the portal's own pages, or deals with every account."""
    is_said = session.scalar(select(RoleText.for_customers).where(RoleText.role_id == role.id))
    pairs = {(one.permission.name, one.view_menu.name) for one in role.permissions}
    every = select(MatrixRow.id).where(MatrixRow.role_id == role.id, MatrixRow.kind == EVERY).limit(1)
    return not is_said or not pairs <= set(PORTAL) or session.scalar(every) is not None
