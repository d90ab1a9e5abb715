"""Who may shape the portal, and that somebody always can."""

from flask_appbuilder.security.sqla import models as fab
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import NotAllowed, Refused
from models.person import Person

CONFIGURE = ("can_configure", "Setup")


def require_configuring(by: Viewer) -> None:
    """Raise NotAllowed unless `by` may change the set-up."""
    if not by.may(*CONFIGURE):
        raise NotAllowed()


def refuse_without_administrator(session: Session, field: str | None = None) -> None:
    """Raise Refused when, after what was just changed, nobody of our own people could change the set-up."""
    session.flush()
    permission, view = CONFIGURE
    with seeing_as(session, SYSTEM):
        left = session.scalar(
            select(Person.id)
            .join(Person.roles)
            .join(fab.Role.permissions)
            .join(fab.PermissionView.permission)
            .join(fab.PermissionView.view_menu)
            .where(Person.active.is_(True), Person.is_staff.is_(True))
            .where(fab.Permission.name == permission, fab.ViewMenu.name == view)
            .limit(1)
        )
    if left is None:
        raise Refused(
            _l("Then nobody could change the set-up any more. Give it to somebody else first."), field
        )
