"""Products, models and versions, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from app.setup.lookups import Word
from models.product import Product, ProductModel, ProductVersion


@dataclass(frozen=True)
class Item(Word):
    """A product."""

    product_line_id: int
    kind: str
    is_active: bool


@dataclass(frozen=True)
class Make:
    """A model of a hardware product."""

    id: int
    name: str
    product_id: int
    is_active: bool


@dataclass(frozen=True)
class Release:
    """A version of a software product."""

    id: int
    name: str
    product_id: int
    released_on: date
    supported_until: date | None


@dataclass(frozen=True)
class Catalogue:
    """All of them at one moment: products by rank, models by name, versions from the newest to the oldest."""

    products: dict[int, Item]
    models: dict[int, Make]
    versions: dict[int, Release]

    def product(self, code: str) -> Item | None:
        return next((one for one in self.products.values() if one.code == code), None)

    def line_of(self, model_id: int) -> int:
        """The id of the product line of a model. Raises KeyError when there is no such model."""
        return self.products[self.models[model_id].product_id].product_line_id


def _read(session: Session) -> Catalogue:
    products = select(
        *(Product.id, Product.code, Product.name), Product.product_line_id, Product.kind, Product.is_active
    ).order_by(Product.rank, Product.id)
    models = select(
        *(ProductModel.id, ProductModel.name), ProductModel.product_id, ProductModel.is_active
    ).order_by(ProductModel.name)
    versions = select(
        *(ProductVersion.id, ProductVersion.name, ProductVersion.product_id),
        *(ProductVersion.released_on, ProductVersion.supported_until),
    ).order_by(ProductVersion.released_on.desc(), ProductVersion.id.desc())
    return Catalogue(
        {row.id: Item(*row) for row in session.execute(products)},
        {row.id: Make(*row) for row in session.execute(models)},
        {row.id: Release(*row) for row in session.execute(versions)},
    )


# The tables as they are now: `catalogue(session)`. Costs queries only after a change of set-up.
catalogue: Kept[Catalogue] = Kept(_read)
