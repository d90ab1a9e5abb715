"""Keeping regions, classifications and product lines; accounts follow in the same transaction."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, union_all, update
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import Refused
from app.setup.rights import require_configuring
from models.account import Account
from models.agreement import Agreement, AgreementKind, agreement_product_line
from models.case import Case
from models.classification import Classification
from models.device import Device
from models.product import Product, ProductModel, ProductVersion
from models.product_line import AccountProductLine, ProductLine
from models.qualification import AccountQualification, PersonQualification, Qualification
from models.region import Region, SubRegion
from models.severity import Severity

# The rows that name a row of each table, as a condition.
USES: dict[type, Any] = {
    Region: lambda row: select(SubRegion.id).where(SubRegion.region_id == row.id),
    SubRegion: lambda row: select(Account.id).where(Account.sub_region_id == row.id),
    Classification: lambda row: select(Account.id).where(Account.classification == row.code),
    ProductLine: lambda row: union_all(
        select(AccountProductLine.account_id).where(AccountProductLine.product_line_id == row.id),
        select(Product.id).where(Product.product_line_id == row.id),
        select(agreement_product_line.c.agreement_id).where(
            agreement_product_line.c.product_line_id == row.id
        ),
    ),
    Product: lambda row: union_all(
        select(ProductModel.id).where(ProductModel.product_id == row.id),
        select(ProductVersion.id).where(ProductVersion.product_id == row.id),
    ),
    AgreementKind: lambda row: select(Agreement.id).where(Agreement.kind_id == row.id),
    Qualification: lambda row: union_all(
        select(AccountQualification.account_id).where(AccountQualification.qualification_id == row.id),
        select(PersonQualification.person_id).where(PersonQualification.qualification_id == row.id),
    ),
    Severity: lambda row: select(Case.id).where(Case.severity_id == row.id),
    ProductModel: lambda row: select(Device.id).where(Device.model_id == row.id),
}


def keep_lookup(session: Session, row: Any, *, by: Viewer, **values: Any) -> Any:
    """Add a row of one of these tables or change one."""
    require_configuring(by)
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    if isinstance(row, SubRegion):
        _carry_region(session, row)
    return row


def remove_lookup(session: Session, row: Any, *, by: Viewer) -> None:
    """Delete one that nothing names. Raises Refused."""
    require_configuring(by)
    if isinstance(row, Region) and _is_named(session, select(Account.id).where(Account.region_id == row.id)):
        raise Refused(_l("Accounts lie in this region, so it cannot be deleted."))
    uses = USES.get(type(row))
    if uses is not None and _is_named(session, uses(row)):
        raise Refused(_l("This is still in use and cannot be deleted."))
    session.delete(row)


def _is_named(session: Session, uses: Any) -> bool:
    with seeing_as(session, SYSTEM):
        return session.scalar(uses.limit(1)) is not None


def _carry_region(session: Session, part: SubRegion) -> None:
    """The accounts in a sub-region lie in its region, whoever may edit them."""
    stray = (Account.sub_region_id == part.id, Account.region_id.is_distinct_from(part.region_id))
    carried = update(Account).where(*stray).values(region_id=part.region_id)
    with seeing_as(session, SYSTEM):
        session.execute(carried.execution_options(synchronize_session=False))
