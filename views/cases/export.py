"""/cases/export: the list that the address describes, as a file."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.background.limits import AT_ONCE
from app.cases.listing.choice import Choice
from app.cases.listing.export import KIND, header_of, values_of
from app.cases.listing.find import count
from app.cases.listing.sought import seek
from app.cases.own_views.read import read_views
from app.database import db
from views.base import PortalView, needs
from views.exporting import ask_first, file_of, put_to_work
from views.parts.reader import reader


class CaseExportView(PortalView):
    route_base = "/cases"
    default_view = "export"

    @expose("/export")
    @needs("can_read", "Cases")
    def export(self) -> Any:
        """The file at once, or for a long list the question whether to make it in the background."""
        session, by, to = db.session(), current_viewer(), reader()
        choice = _choice(by)
        where = seek(session, by, choice, to.zone).where
        if count(session, where, AT_ONCE) > AT_ONCE:
            return ask_first(self, _("Export of cases"), choice.url())
        rows = values_of(session, by, choice, where, to.language)
        return file_of(_("Cases"), header_of(by, choice), rows)

    @expose("/export", methods=["POST"])
    @needs("can_read", "Cases")
    def begin(self) -> Any:
        return put_to_work(KIND, list=_choice(current_viewer()).kept())


def _choice(by: Viewer) -> Choice:
    views = read_views(db.session(), by)
    return Choice.read(request.args, by, views.settings, opens=views.opens)
