"""Every kind of work in the background, and what does it."""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from app.accounts.export import export_list
from app.accounts.importing.imports import do_import
from app.background.run import Made, Run
from app.cases.listing.export import export_cases

Kind = Callable[[Session, Run], Made]

KINDS: Final[dict[str, Kind]] = {
    "export_cases": export_cases,
    "export_accounts": export_list,
    "export_contacts": export_list,
    "import_accounts": do_import,
    "import_contacts": do_import,
}
