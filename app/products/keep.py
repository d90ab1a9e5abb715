"""Keeping products, models and versions: what is written fits the product that it belongs to."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.refused import Refused
from app.setup.keep_lookups import keep_lookup
from models.product import HARDWARE, SOFTWARE, Product, ProductModel, ProductVersion


def keep_product(session: Session, product: Product, *, by: Viewer, **values: Any) -> Product:
    """Add a product or change one. Raises Refused when what it has does not fit its kind."""
    _refuse_other_kind(session, product, values.get("kind", product.kind))
    kept: Product = keep_lookup(session, product, by=by, **values)
    return kept


def keep_model(session: Session, model: ProductModel, *, by: Viewer, **values: Any) -> ProductModel:
    """Add a model or change one. Raises Refused for a product that is no hardware."""
    _require_kind(session, values.get("product_id", model.product_id), HARDWARE)
    kept: ProductModel = keep_lookup(session, model, by=by, **values)
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


def _refuse_other_kind(session: Session, product: Product, kind: str) -> None:
    parts = ProductVersion if kind == HARDWARE else ProductModel
    if product.id and session.scalar(select(parts.id).where(parts.product_id == product.id).limit(1)):
        raise Refused(_l("It has models or versions of the other kind. Move or delete them first."), "kind")


def _require_kind(session: Session, product_id: int, kind: str) -> None:
    product = session.get(Product, product_id)
    if product is None or product.kind != kind:
        raise Refused(_l("There is no such product."), "product_id")
