"""Keeping products, models and versions: what is written fits the product that it belongs to."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.refused import Refused
from app.setup.keep_lookups import keep_lookup
from models.device import Device
from models.product import HARDWARE, SOFTWARE, Product, ProductModel, ProductVersion


def keep_product(session: Session, product: Product, *, by: Viewer, **values: Any) -> Product:
    """Add a product or change one. Raises Refused when what it has does not fit its kind."""
    _refuse_other_kind(session, product, values.get("kind", product.kind))
    kept: Product = keep_lookup(session, product, by=by, **values)
    _carry_line(session, ProductModel.product_id == kept.id, kept.product_line_id)
    return kept


def keep_model(session: Session, model: ProductModel, *, by: Viewer, **values: Any) -> ProductModel:
    """Add a model or change one. Raises Refused for a product that is no hardware."""
    _require_kind(session, values.get("product_id", model.product_id), HARDWARE)
    kept: ProductModel = keep_lookup(session, model, by=by, **values)
    _carry_line(
        session, ProductModel.id == kept.id, session.get_one(Product, kept.product_id).product_line_id
    )
    return kept


def keep_version(
    session: Session,
    version: ProductVersion,
    *,
    by: Viewer,
    released_on: date,
    supported_until: date | None,
    **values: Any,
) -> ProductVersion:
    """Add a version or change one. Raises Refused for a product that is no software, or an odd time."""
    _require_kind(session, values.get("product_id", version.product_id), SOFTWARE)
    if supported_until is not None and supported_until < released_on:
        raise Refused(_l("The last day comes before the first one."), "supported_until")
    days = {"released_on": released_on, "supported_until": supported_until}
    kept: ProductVersion = keep_lookup(session, version, by=by, **values, **days)
    return kept


def _carry_line(session: Session, models: ColumnElement[bool], product_line_id: int) -> None:
    """Devices repeat the product line of their model."""
    of_them = Device.model_id.in_(select(ProductModel.id).where(models))
    stray = update(Device).where(of_them, Device.product_line_id != product_line_id)
    with seeing_as(session, SYSTEM):
        carried = stray.values(product_line_id=product_line_id)
        session.execute(carried.execution_options(synchronize_session=False))


def _refuse_other_kind(session: Session, product: Product, kind: str) -> None:
    parts = ProductVersion if kind == HARDWARE else ProductModel
    if product.id and session.scalar(select(parts.id).where(parts.product_id == product.id).limit(1)):
        raise Refused(_l("It has models or versions of the other kind. Move or delete them first."), "kind")


def _require_kind(session: Session, product_id: int, kind: str) -> None:
    product = session.get(Product, product_id)
    if product is None or product.kind != kind:
        raise Refused(_l("There is no such product."), "product_id")
