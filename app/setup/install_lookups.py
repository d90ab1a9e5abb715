"""Filling regions, classifications, product lines, other words and customers' fields with what ships."""

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.fields import OPENABLE
from app.setup.shipped.lookups import (
    AGREEMENT_KINDS,
    CLASSIFICATIONS,
    CUSTOMER_FIELDS,
    PRODUCT_LINES,
    QUALIFICATIONS,
    REGIONS,
    Shipped,
)
from app.setup.shipped.severities import SEVERITIES
from models.agreement import AgreementKind
from models.classification import Classification
from models.customer_field import CustomerField
from models.product_line import ProductLine
from models.qualification import Qualification
from models.region import Region, SubRegion
from models.severity import Severity

SHIPPED: Final[dict[Any, tuple[Shipped, ...]]] = {
    Classification: CLASSIFICATIONS,
    ProductLine: PRODUCT_LINES,
    AgreementKind: AGREEMENT_KINDS,
    Qualification: QUALIFICATIONS,
}
STEP = 10  # between the ranks, so that an administrator can put one in between


def install_lookups(session: Session) -> None:
    """Fill each table that is empty: one that an administrator made shorter stays as it is."""
    if _is_empty(session, Region):
        _add_regions(session)
    for model, shipped in SHIPPED.items():
        if _is_empty(session, model):
            for number, (code, name) in enumerate(shipped, start=1):
                session.add(model(code=code, name=name, rank=number * STEP))
    if _is_empty(session, Severity):
        for number, (code, name, definition) in enumerate(SEVERITIES, start=1):
            session.add(Severity(code=code, name=name, definition=definition, rank=number * STEP))


def install_customer_fields(session: Session) -> None:
    """Add the fields that are not there; those that are, an administrator may have opened or closed."""
    known = {(row.kind, row.field) for row in session.scalars(select(CustomerField))}
    for kind, names in OPENABLE.items():
        for name in sorted(names):
            if (kind, name) not in known:
                session.add(CustomerField(kind=kind, field=name, may_edit=name in CUSTOMER_FIELDS[kind]))


def _is_empty(session: Session, model: Any) -> bool:
    return session.scalar(select(model).limit(1)) is None


def _add_regions(session: Session) -> None:
    for number, (code, name, parts) in enumerate(REGIONS, start=1):
        region = Region(code=code, name=name, rank=number * STEP)
        session.add(region)
        for part, (sub_code, sub_name) in enumerate(parts, start=1):
            session.add(SubRegion(code=sub_code, name=sub_name, rank=part * STEP, region=region))
