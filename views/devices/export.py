"""/devices/export: what the lookup found, as a file."""

from typing import Any

from flask import abort
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.background.limits import AT_ONCE
from app.database import db
from app.products.devices import Asked, count_devices
from app.products.export import as_plain, header_of, rows_of
from views.base import PortalView, needs
from views.devices.list import asked_devices
from views.exporting import ask_first, file_of, put_to_work


class DeviceExportView(PortalView):
    route_base = "/devices"
    default_view = "export"

    @expose("/export")
    @needs("can_read", "Accounts")
    def export(self) -> Any:
        session, by, asked = db.session(), current_viewer(), _asked()
        if count_devices(session, asked, by=by, most=AT_ONCE) > AT_ONCE:
            return ask_first(self, _("Export of devices"), "/devices/")
        return file_of(_("Devices"), header_of(by), rows_of(session, asked, by))

    @expose("/export", methods=["POST"])
    @needs("can_read", "Accounts")
    def begin(self) -> Any:
        return put_to_work("export_devices", list=as_plain(_asked()))


def _asked() -> Asked:
    """404 for filters that find nothing on the page either."""
    asked, errors = asked_devices()
    return asked if not errors else abort(404)
