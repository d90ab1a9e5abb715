"""How the process is, for who watches over it: no sign-in, no cookie, no page."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_appbuilder import expose
from sqlalchemy.exc import SQLAlchemyError

from app.database import db
from app.files.trial import store_takes_files
from views.base import PortalView
from views.marks import open_to_all


class HealthView(PortalView):
    route_base = ""
    default_view = "up"

    @expose("/healthz")
    @open_to_all
    def up(self) -> Any:
        """The process answers; says nothing about the database."""
        return {"status": "ok"}

    @expose("/readyz")
    @open_to_all
    def ready(self) -> Any:
        """200 when requests can be served, else 503 naming what is missing."""
        checks = {name: "ok" if holds() else "failed" for name, holds in CHECKS.items()}
        is_ready = set(checks.values()) == {"ok"}
        return {"status": "ok" if is_ready else "failed", **checks}, 200 if is_ready else 503


def database_is_up_to_date() -> bool:
    """The database answers, and stands where the migrations of this release end."""
    try:
        with db.engine.connect() as connection:
            return set(MigrationContext.configure(connection).get_current_heads()) == newest()
    except SQLAlchemyError:
        return False


@lru_cache(maxsize=1)
def newest() -> frozenset[str]:
    return frozenset(ScriptDirectory(current_app.extensions["migrate"].directory).get_heads())


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_is_up_to_date,
    "files": store_takes_files,
}
