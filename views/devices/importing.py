"""/devices/import: devices from a file."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.products.importing import DEVICES
from views.importing import ImportView


class DeviceImportView(ImportView):
    route_base = "/devices/import"
    what = DEVICES
    back = (_l("Devices"), "/devices/")
    export = (_l("Export of devices"), "/devices/export?format=csv")

    def title(self) -> str:
        return _("Import devices")
