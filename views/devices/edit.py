"""/devices/new, /devices/<id>/edit and its removal: for our own people who keep every account."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.database import db
from app.products.catalogue import catalogue
from app.products.keep_device import keep_device, remove_device
from app.products.rights import may_keep_devices
from app.unit_of_work import unit_of_work
from models.device import Device
from views.account_field import AccountField
from views.accounts.form import number_or_none, text
from views.accounts.show import account_or_404
from views.base import needs
from views.crud.asked import LARGEST_ID, row_id
from views.record import RecordView

FIELDS = ("serial_number", "model", "account", "ordered_on", "note")
NEEDED = ("can_create", "Accounts")


def device_or_404(device_id: int, *, for_change: bool = False) -> Device:
    """The device, if this person sees it."""
    if device_id > LARGEST_ID:
        abort(404)
    found = select(Device).where(Device.id == device_id)
    found = found.with_for_update(of=Device) if for_change else found.options(joinedload(Device.account))
    device: Device = db.session.scalar(found) or abort(404)
    return device


class DeviceForm(DynamicForm):
    serial_number = text(
        _l("Serial number"),
        80,
        InputRequired(_l("Enter the serial number.")),
        description=_l("As on its plate. Zeros count."),
    )
    model = SelectField(_l("Model"), coerce=number_or_none)
    account = AccountField(_l("Ordered by"), [InputRequired(_l("Choose the account that ordered it."))])
    ordered_on = DateField(_l("Ordered on"), [Optional()])
    note = TextAreaField(
        _l("Note"), [Length(max=500)], description=_l("For our own people: customers do not see it.")
    )


class DeviceRecordView(RecordView):
    """What adding and changing a device share."""

    route_base = "/devices"
    form = DeviceForm
    template = "devices/edit.html"
    sections = ((None, FIELDS),)

    def offer(self, form: Any, row: Device | None) -> None:
        known, now = catalogue(db.session).models.values(), row.model_id if row else None
        form.model.choices = [(make.id, make.name) for make in known if make.is_active or make.id == now]

    def write(self, session: Any, row: Device | None, values: dict[str, Any]) -> Device:
        account = account_meant(session, values.pop("account") or "", "account")
        model_id = values.pop("model") or 0
        note = (values.pop("note") or "").strip()
        by = current_viewer()
        return keep_device(session, row, by=by, account=account, model_id=model_id, note=note, **values)

    def address(self, row: Device) -> str:
        return f"/devices/?serial={row.serial_number}&how=exact"


class DeviceEditView(DeviceRecordView):
    """Changing one device, or taking it out."""

    default_view = "edit"
    saved = _l("The device is saved.")

    @expose("/<int:device_id>/edit", methods=["GET", "POST"])
    @needs(*NEEDED)
    def edit(self, device_id: int) -> Any:
        device = _mine(device_id, for_change=request.method == "POST")
        return self.answer(device, FIELDS, back="/devices/")

    def prefill(self, form: Any, row: Device | None) -> None:
        if row is not None:
            form.model.data = row.model_id

    @expose("/<int:device_id>/removal", methods=["GET", "POST"])
    @needs(*NEEDED)
    def removal(self, device_id: int) -> Any:
        """Asks first: it cannot be undone."""
        device = _mine(device_id)
        if request.method == "GET":
            return self.page("devices/remove.html", device=device)
        with unit_of_work() as session:
            remove_device(session, device, by=current_viewer())
        flash(_("The device is removed."), "success")
        return redirect("/devices/", 303)


class DeviceNewView(DeviceRecordView):
    """Adding one, perhaps for the account of `?account=`."""

    default_view = "new"
    saved = _l("The device is added.")

    @expose("/new", methods=["GET", "POST"])
    @needs(*NEEDED)
    def new(self) -> Any:
        if not may_keep_devices(current_viewer()):
            abort(403)
        return self.answer(None, FIELDS, back="/devices/")

    def prefill(self, form: Any, row: Device | None) -> None:
        asked = request.args.get("account")
        if asked:
            form.account.process_data(account_or_404(row_id(asked) or abort(404)))


def _mine(device_id: int, *, for_change: bool = False) -> Device:
    """404 for who does not see it, 403 for who does not keep it."""
    device = device_or_404(device_id, for_change=for_change)
    if not may_keep_devices(current_viewer()):
        abort(403)
    return device
