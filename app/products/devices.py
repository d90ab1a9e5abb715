"""Finding devices: the lookup by filters, and the one device that somebody names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.keyset import Page, fetch
from app.products.catalogue import Make, catalogue
from app.products.choose import find_line
from app.products.rights import may_keep_devices, openable
from app.products.serial import LAST, written
from app.refused import Refused
from app.setup.lookups import lookups
from models.account import Account
from models.device import Device

MOST_COUNTED: Final = 1_000
ORDER: Final = (Device.serial_number, Device.id)
COLUMNS: Final[tuple[Any, ...]] = (*ORDER, Device.model_id, Device.account_id, Device.ordered_on)


@dataclass(frozen=True)
class Asked:
    """What the lookup is narrowed to; what is empty narrows nothing."""

    serial: str = ""
    is_exact: bool = False
    model: Make | None = None
    line: str = ""
    account: Account | None = None


class Found(NamedTuple):
    """A device, and what its serial number leads to; product and product line by their codes."""

    id: int
    serial_number: str
    model: str
    product: str
    line: str
    account_id: int
    ordered_on: date | None


def find_devices(
    session: Session, asked: Asked, *, by: Viewer, size: int, after: str = "", before: str = ""
) -> Page:
    """One page by serial number; its rows are `Found`."""
    query = devices_query(session, asked, by)
    page = fetch(session, query, ORDER, descending=False, size=size, after=after, before=before)
    return page._replace(rows=[_found(session, row) for row in page.rows])


def count_devices(session: Session, asked: Asked, *, by: Viewer, most: int = MOST_COUNTED) -> int:
    """How many there are; counting stops at `most` + 1."""
    one = devices_query(session, asked, by).with_only_columns(Device.id)
    some = one.limit(most + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def find_device(
    session: Session, serial: str, *, by: Viewer, account: Account | None = None, model: str = ""
) -> Found:
    """The device of this serial number, for which `by` may open a case: for this account, or for any.

    Raises Refused when there is none, or when several models share the number and none is said.
    """
    query = select(*COLUMNS).where(Device.serial_number == written(serial), openable(by))
    if account is not None:
        query = query.where(Device.account_id == account.id)
    rows = [_found(session, row) for row in session.execute(query.order_by(Device.id).limit(6))]
    fitting = [found for found in rows if model.strip().casefold() in ("", found.model.casefold())]
    if len({found.model for found in fitting}) > 1:
        names = "; ".join(found.model for found in fitting)
        more = _l("Several models have this serial number: %(names)s. Choose the model as well.", names=names)
        raise Refused(more, "serial_number")
    if not fitting:
        none = _l("No device with this serial number is known. Check it, or give the exact model instead.")
        raise Refused(none, "serial_number")
    return fitting[0]


def accounts_of(session: Session, found: Sequence[Found]) -> dict[int, Account]:
    """The accounts that ordered these devices, in one question."""
    ids = {one.account_id for one in found}
    return {one.id: one for one in session.scalars(select(Account).where(Account.id.in_(ids)))} if ids else {}


def devices_query(session: Session, asked: Asked, by: Viewer) -> Select[Any]:
    """What is looked for, in COLUMNS: one range of an index for each filter."""
    if asked.account is not None:
        scope: Any = Device.account_id == asked.account.id
    else:
        scope = true() if may_keep_devices(by) else openable(by)
    query: Select[Any] = select(*COLUMNS).where(scope)
    serial, line = written(asked.serial), find_line(session, asked.line) if asked.line else None
    if serial and asked.is_exact:
        query = query.where(Device.serial_number == serial)
    elif serial:
        query = query.where(Device.serial_number >= serial, Device.serial_number < serial + LAST)
    if asked.model:
        query = query.where(Device.model_id == asked.model.id)
    return query.where(Device.product_line_id == (line.id if line else 0)) if asked.line else query


def _found(session: Session, row: Any) -> Found:
    known = catalogue(session)
    make = known.models[row.model_id]
    product = known.products[make.product_id]
    line = lookups(session).product_lines[product.product_line_id].code
    return Found(row.id, row.serial_number, make.name, product.code, line, row.account_id, row.ordered_on)
