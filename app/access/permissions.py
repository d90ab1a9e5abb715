"""May this role press this button? Every permission there is, as FAB rows, written in the release step."""

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import select
from sqlalchemy.orm import Session

PERMISSIONS: tuple[tuple[str, str], ...] = (
    ("can_read", "Home"),
    ("can_read", "Cases"),
    ("can_create", "Cases"),
    ("can_edit", "Cases"),
    ("can_share", "Cases"),
    ("can_share", "Case views"),
    ("can_read", "Accounts"),
    ("can_edit", "Accounts"),
    ("can_create", "Accounts"),
    ("can_move", "Accounts"),
    ("can_read", "Messages"),
    ("can_edit", "Messages"),
    ("can_read", "Knowledge"),
    ("can_edit", "Knowledge"),
    ("can_edit", "Texts"),
    ("can_create", "Feedback"),
    ("can_read", "Credentials"),
    ("can_read", "Desk"),
    ("can_edit", "Desk"),
    ("can_read", "Desk setup"),
    ("can_configure", "Desk setup"),
    ("can_manage", "Escalations"),
    ("can_read", "Ratings"),
    ("can_read", "Setup"),
    ("can_configure", "Setup"),
    ("can_read", "Mail log"),
    ("can_edit", "Mail log"),
)


def permission_rows(session: Session) -> dict[tuple[str, str], fab.PermissionView]:
    """FAB's row for each permission, added where it is missing."""
    found = {
        (row.permission.name, row.view_menu.name): row
        for row in session.scalars(select(fab.PermissionView)).unique()
    }
    names = {row.name: row for row in session.scalars(select(fab.Permission))}
    views = {row.name: row for row in session.scalars(select(fab.ViewMenu))}
    for permission, view in PERMISSIONS:
        if (permission, view) not in found:
            name = names.setdefault(permission, fab.Permission(name=permission))
            menu = views.setdefault(view, fab.ViewMenu(name=view))
            found[permission, view] = fab.PermissionView(permission=name, view_menu=menu)
            session.add(found[permission, view])
    session.flush()
    return found
