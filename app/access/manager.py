"""FAB's security manager at arm's length: no views, no registration, no JWT; permissions from the viewer."""

from typing import Any

from flask import g
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_login import LoginManager, current_user

from app.access import ending  # noqa: F401  listens
from app.access.signed_in import person_behind
from app.access.viewer import NOBODY, Viewer
from app.database import db
from models.person import Person


class PortalSecurityManager(SecurityManager):
    """Signs people in by their sign-in record and answers rights from what is loaded once per request."""

    user_model = Person

    def register_views(self) -> None:
        """FAB's sign-in, registration, reset, password and JWT routes are not wanted."""

    def create_db(self) -> None:
        """Tables are made by migrations, roles by `loket migrate`."""

    def create_login_manager(self, app: Any) -> LoginManager:
        manager = LoginManager(app)
        manager.session_protection = None  # the sign-in record decides, not the browser's fingerprint
        manager.user_loader(person_behind)
        return manager

    def has_access(self, permission_name: str, view_name: str) -> bool:
        return current_viewer().may(permission_name, view_name)

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        return False

    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        """FAB's own menu is not shown; our navigation asks the viewer."""
        return set()

    @staticmethod
    def before_request() -> None:
        """FAB asks `g.user`. The person is loaded when first asked for: files and health need none."""
        g.user = current_user


def current_viewer() -> Viewer:
    """The viewer of this request; NOBODY before sign-in."""
    if "_login_user" not in g:  # Flask-Login has not loaded the person yet
        _ = current_user.is_authenticated
    found = db.session().info.get("viewer", NOBODY)
    assert isinstance(found, Viewer)
    return found
