"""Devices from a file: told apart by serial number and model together."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.importing.fields import Field, Values
from app.accounts.importing.imports import Import
from app.accounts.importing.known import Known, in_parts
from app.accounts.importing.match import Match
from app.accounts.importing.plan import Plan, Planned, Problem, Tick
from app.accounts.importing.rows import cells_of, changed, read_rows, refuse_twice, require
from app.products.catalogue import catalogue
from app.products.rights import may_keep_devices
from app.products.serial import sound_serial, written
from app.refused import Refused
from app.sheets.read import Sheet
from models.account import Account
from models.device import Device
from models.product import ProductModel

DAYS: Final = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")


class KnownDevices(Known):
    """Models by name, and the devices that a file names."""

    def __init__(self, session: Session, *, for_change: bool) -> None:
        super().__init__(session, for_change=for_change)
        every = catalogue(session).models.values()
        self.models = {make.name.casefold(): make for make in every}
        self.names = {make.id: make.name for make in every}
        self.lines = {make.id: catalogue(session).line_of(make.id) for make in every}
        self.gone = {make.id for make in every if not make.is_active}
        self.devices: dict[tuple[int, str], Device] = {}

    def learn_devices(self, serials: Iterable[str]) -> None:
        for some in in_parts(serials):
            for row in self._rows(select(Device).where(Device.serial_number.in_(some))):
                self.devices[row.model_id, row.serial_number] = row


def _serial(text: str, known: Any, values: Values) -> str:
    return sound_serial(text) if text else ""


def _model(text: str, known: Any, values: Values) -> int | None:
    make = known.models.get(text.casefold())
    if text and make is None:
        raise Refused(_l("There is no such model."))
    return make.id if make else None


def _account(text: str, known: Any, values: Values) -> Account | None:
    found: Account | None = known.accounts.get(text)
    if text and found is None:
        raise Refused(_l("There is no such account."))
    return found


def _day(text: str, known: Any, values: Values) -> date | None:
    for written_as in DAYS:
        try:
            return datetime.strptime(text, written_as).date()
        except ValueError:
            continue
    if text:
        raise Refused(_l("Write the day like 2026-11-30."))
    return None


DEVICE: Final = (
    Field(
        "serial_number",
        _l("Serial number"),
        Device.serial_number,
        ("serial", "serial no", "s/n", "serienr"),
        _serial,
    ),
    Field("model", _l("Model"), ProductModel.name, ("model name", "type", "apparaat", "device"), _model),
    Field(
        "account",
        _l("Customer ID"),
        Account.customer_id,
        ("account", "customer", "ordered by", "klantcode", "besteld door"),
        _account,
    ),
    Field("ordered_on", _l("Ordered on"), None, ("ordered", "order date", "besteldatum", "besteld"), _day),
    Field("note", _l("Note"), Device.note, ("remark", "opmerking")),
)
LABELS: Final = {field.name: field.label for field in DEVICE}
NEEDED: Final = {"serial_number": _l("Enter the serial number."), "model": _l("Enter the model.")}
NEEDED_TO_ADD: Final = NEEDED | {"account": _l("Enter the customer ID of the account.")}


def plan_devices(
    session: Session, sheet: Sheet, match: Match, *, for_change: bool = False, tick: Tick | None = None
) -> Plan:
    """What the file would do now. With `for_change` the rows that it names are locked. Writes nothing."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        known = KnownDevices(session, for_change=for_change)
        known.learn_accounts(filter(None, cells_of(sheet, match.get("account"))))
        known.learn_devices(filter(None, map(written, cells_of(sheet, match.get("serial_number")))))
        rows = []
        for planned in read_rows(sheet, match, DEVICE, known):
            _check(planned, known)
            rows.append(planned)
            if tick is not None:
                tick(len(rows))
        refuse_twice(rows, LABELS["serial_number"])
    return Plan(rows, known)


def _check(planned: Planned, known: KnownDevices) -> None:
    values = planned.values
    serial, model_id = values.get("serial_number", ""), values.get("model")
    planned.now = known.devices.get((model_id or 0, serial))
    moves = "account" in values or planned.now is None
    require(planned, LABELS, NEEDED_TO_ADD if moves else NEEDED)
    if serial and model_id is not None:
        planned.key = f"{serial} · {known.names[model_id]}"
    if planned.problems:
        return
    if planned.now is not None:
        plain: Values = {name: values[name] for name in ("ordered_on", "note") if name in values}
        planned.changes = (*_moved(values.get("account"), planned.now), *changed(plain, planned.now))
    elif model_id in known.gone:
        planned.problems.append(Problem(LABELS["model"], _l("This model is not offered any more.")))


def _moved(account: Account | None, now: Device) -> tuple[str, ...]:
    return ("account",) if account is not None and account.id != now.account_id else ()


def _columns(values: Values, line: int) -> dict[str, Any]:
    """What the row says, as columns of a device."""
    found: Values = {name: values[name] for name in ("serial_number", "ordered_on", "note") if name in values}
    account = values.get("account")
    place = {"account_id": account.id, "root_id": account.root_id or account.id} if account else {}
    return {**found, "model_id": values["model"], "product_line_id": line, **place}


def write_devices(session: Session, plan: Plan) -> None:
    """Do what the plan says, in this transaction. The session looks as the system."""
    lines = plan.known.lines
    nothing = {"ordered_on": None, "note": ""}
    added = [nothing | _columns(row.values, lines[row.values["model"]]) for row in plan.of("added")]
    if added:
        session.execute(insert(Device), added)
    for row in plan.of("changed"):
        for name, value in _columns(row.values, lines[row.values["model"]]).items():
            setattr(row.now, name, value)
    session.flush()


DEVICES: Final = Import(
    "import_devices", _l("Devices"), DEVICE, may_keep_devices, plan_devices, write_devices
)
