"""Keeping what a role is called and which buttons it gives."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.access.permissions import PERMISSIONS, permission_rows
from app.access.viewer import Viewer
from app.refused import Refused
from app.setup.install import reset_role
from app.setup.rights import refuse_without_administrator, require_configuring
from app.setup.shipped.roles import SHIPPED_ROLES
from models.base import TextMap
from models.role import RoleText

Pair = tuple[str, str]
SHIPPED = frozenset(role.code for role in SHIPPED_ROLES)


def keep_role(
    session: Session,
    role: RoleText,
    *,
    by: Viewer,
    title: TextMap,
    purpose: TextMap,
    permissions: Collection[Pair],
) -> RoleText:
    """Change what a role is called and may do. Raises Refused when nobody could change the set-up then."""
    require_configuring(by)
    if not set(permissions) <= set(PERMISSIONS):
        raise Refused(_l("There is no such permission."), "permissions")
    rows = permission_rows(session)
    role.title, role.purpose = title, purpose
    role.role.permissions = [rows[pair] for pair in PERMISSIONS if pair in permissions]
    refuse_without_administrator(session, "permissions")
    return role


def put_role_back(session: Session, role: RoleText, *, by: Viewer) -> None:
    """Texts, permissions and matrix as they shipped. Raises Refused for a role that did not ship."""
    require_configuring(by)
    if role.code not in SHIPPED:
        raise Refused(_l("This role did not ship with the portal, so there is nothing to go back to."))
    reset_role(session, role.code)
    refuse_without_administrator(session)
