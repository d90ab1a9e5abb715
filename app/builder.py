"""FAB's AppBuilder without the views that Loket has its own of."""

import flask_appbuilder
from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder


class PortalBuilder(AppBuilder):
    """Registers the index view and nothing else by itself: no /back, /lang, security, menu or API routes."""

    def _add_admin_views(self) -> None:
        self._indexview = self.add_view_no_menu(self.indexview)

    def _add_global_static(self) -> None:
        """FAB's templates, without its Bootstrap, jQuery and fonts."""
        folder = flask_appbuilder.__path__[0] + "/templates"
        current_app.register_blueprint(Blueprint("appbuilder", "flask_appbuilder", template_folder=folder))
