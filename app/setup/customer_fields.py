"""Which fields of accounts and contacts customers change themselves: read, and set by who configures."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.fields import OPENABLE
from app.access.kept import Kept
from app.access.viewer import Viewer
from app.refused import OutOfReach
from app.setup.rights import require_configuring
from models.customer_field import CustomerField


def _read(session: Session) -> dict[str, frozenset[str]]:
    said = session.execute(
        select(CustomerField.kind, CustomerField.field).where(CustomerField.may_edit)
    ).all()
    return {kind: names & {field for of, field in said if of == kind} for kind, names in OPENABLE.items()}


# By kind ("account", "contact") what customers may change. Costs a query only after a change of set-up.
customer_fields: Kept[dict[str, frozenset[str]]] = Kept(_read)


def keep_customer_fields(session: Session, *, by: Viewer, kind: str, fields: Collection[str]) -> None:
    """Customers may change exactly these fields from now on. Raises OutOfReach for one that never opens."""
    require_configuring(by)
    if not set(fields) <= OPENABLE[kind]:
        raise OutOfReach()
    rows = session.scalars(select(CustomerField).where(CustomerField.kind == kind)).all()
    for row in rows:
        row.may_edit = row.field in fields
