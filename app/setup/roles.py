"""Roles: what each is called, whom it is for and which buttons it gives; adding, copying, removing them."""

from collections.abc import Collection
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.access.permissions import PERMISSIONS, permission_rows
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import Refused
from app.setup.codes import free_code
from app.setup.install import reset_role
from app.setup.rights import refuse_without_administrator, require_configuring
from app.setup.shipped.roles import PORTAL, SHIPPED_ROLES
from models.base import TextMap
from models.person import Person
from models.role import MatrixRow, RoleText
from models.scale import StatusChange

Pair = tuple[str, str]
SHIPPED = frozenset(role.code for role in SHIPPED_ROLES)
COPIED: dict[Any, tuple[str, ...]] = {
    MatrixRow: ("kind", "relation", "act"),
    StatusChange: ("from_id", "to_id", "needs_reason"),
}
COPY = {"en": "copy", "nl": "kopie"}


def new_role(session: Session, *, title: TextMap, for_customers: bool) -> RoleText:
    """A role with nothing in it, to be given to `keep_role`."""
    code = free_code(session, RoleText, title["en"])
    return RoleText(role=fab.Role(name=code), code=code, title=title, purpose={}, for_customers=for_customers)


def keep_role(
    session: Session,
    role: RoleText,
    *,
    by: Viewer,
    title: TextMap,
    purpose: TextMap,
    permissions: Collection[Pair],
) -> RoleText:
    """Add a role or change what it is called and may do. Holds at the next request. Raises Refused."""
    require_configuring(by)
    _refuse_wrong_permissions(role, permissions)
    _refuse_taken(session, role, title)
    rows = permission_rows(session)
    role.title, role.purpose = title, purpose
    role.role.permissions = [rows[pair] for pair in PERMISSIONS if pair in permissions]
    session.add(role)
    refuse_without_administrator(session, "permissions")
    return role


def copy_role(session: Session, role: RoleText, *, by: Viewer) -> RoleText:
    """A role of its own with the same permissions, part of the matrix and changes of status."""
    require_configuring(by)
    title = _free_title(session, role)
    made = new_role(session, title=title, for_customers=role.for_customers)
    made.purpose, made.role.permissions = dict(role.purpose), list(role.role.permissions)
    session.add(made)
    session.flush()
    for model, columns in COPIED.items():
        for row in session.scalars(select(model).where(model.role_id == role.role_id)).all():
            session.add(model(role_id=made.role_id, **{name: getattr(row, name) for name in columns}))
    return made


def remove_role(session: Session, role: RoleText, *, by: Viewer) -> None:
    """Delete one of one's own that nobody has, and what it allowed. Raises Refused."""
    require_configuring(by)
    if role.code in SHIPPED:
        raise Refused(_l("The portal itself works with this role. It can be changed, not deleted."))
    with seeing_as(session, SYSTEM):
        has = select(Person.id).join(Person.roles).where(fab.Role.id == role.role_id)
        is_held = session.scalar(has.limit(1)) is not None
    if is_held:
        raise Refused(_l("People have this role. Give them another one first."))
    for model in COPIED:
        session.execute(delete(model).where(model.role_id == role.role_id))
    held = role.role
    session.delete(role)
    session.flush()
    session.delete(held)


def put_role_back(session: Session, role: RoleText, *, by: Viewer) -> None:
    """Texts, permissions and matrix as they shipped. Raises Refused for a role that did not ship."""
    require_configuring(by)
    if role.code not in SHIPPED:
        raise Refused(_l("This role did not ship with the portal, so there is nothing to go back to."))
    reset_role(session, role.code)
    refuse_without_administrator(session)


def _refuse_wrong_permissions(role: RoleText, permissions: Collection[Pair]) -> None:
    if not set(permissions) <= set(PERMISSIONS):
        raise Refused(_l("There is no such permission."), "permissions")
    if role.for_customers and not set(permissions) <= set(PORTAL):
        raise Refused(
            _l("Customers have this role, and one of these is for our own people only."), "permissions"
        )


def _refuse_taken(session: Session, role: RoleText, title: TextMap) -> None:
    """Two roles of one name could not be told apart where they are given."""
    with session.no_autoflush:
        others = select(RoleText.title).where(RoleText.code != role.code)
        taken = [one for one in session.scalars(others) if set(one.items()) & set(title.items())]
    if taken:
        raise Refused(_l("Another role has this name."), "title")


def _free_title(session: Session, role: RoleText) -> TextMap:
    taken = {text for title in session.scalars(select(RoleText.title)) for text in title.values()}
    for number in range(1, len(taken) + 2):
        more = "" if number == 1 else f" {number}"
        title = {code: f"{text[:45]} ({COPY[code]}{more})" for code, text in role.title.items()}
        if not set(title.values()) & taken:
            return title
    raise AssertionError("unreachable")
