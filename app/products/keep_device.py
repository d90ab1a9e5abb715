"""Adding devices, changing what is known of one, and taking one out."""

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.products.catalogue import catalogue
from app.products.rights import may_keep_devices
from app.products.serial import sound_serial
from app.refused import NotAllowed, Refused
from models.account import Account
from models.device import Device


def keep_device(
    session: Session,
    device: Device | None = None,
    *,
    by: Viewer,
    serial_number: str,
    model_id: int,
    account: Account | None,
    ordered_on: date | None = None,
    note: str = "",
) -> Device:
    """Add a device or change one. Raises Refused, NotAllowed."""
    if not may_keep_devices(by):
        raise NotAllowed()
    serial, known = sound_serial(serial_number), catalogue(session).models.get(model_id)
    if known is None or not (known.is_active or (device and device.model_id == model_id)):
        raise Refused(_l("There is no such model."), "model")
    if account is None:
        raise Refused(_l("Choose the account that ordered it."), "account")
    _refuse_twice(session, serial, model_id, device)
    kept = device or Device()
    kept.serial_number, kept.model_id, kept.ordered_on, kept.note = serial, model_id, ordered_on, note
    kept.product_line_id = catalogue(session).line_of(model_id)
    kept.account_id, kept.root_id = account.id, account.root_id or account.id
    session.add(kept)
    session.flush()
    return kept


def remove_device(session: Session, device: Device, *, by: Viewer) -> None:
    """Take one out that was entered by mistake; cases keep the number they name. Raises NotAllowed."""
    if not may_keep_devices(by):
        raise NotAllowed()
    session.delete(device)
    session.flush()


def _refuse_twice(session: Session, serial: str, model_id: int, device: Device | None) -> None:
    same = select(Device.id).where(Device.model_id == model_id, Device.serial_number == serial)
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = session.scalar(same)
    if found is not None and (device is None or found != device.id):
        raise Refused(_l("This model has a device with this serial number already."), "serial_number")
