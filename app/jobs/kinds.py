"""Every kind of work in the background, and what does it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from app.accounts.export import export_list
from app.accounts.importing.imports import ACCOUNTS, CONTACTS, do_import
from app.background.run import Made, Run
from app.cases.listing.export import export_cases
from app.products.export import export_devices
from app.products.importing import DEVICES

Kind = Callable[[Session, Run], Made]

KINDS: Final[dict[str, Kind]] = {
    "export_cases": export_cases,
    "export_accounts": export_list,
    "export_contacts": export_list,
    "export_devices": export_devices,
    **{what.kind: partial(do_import, what) for what in (ACCOUNTS, CONTACTS, DEVICES)},
}
