"""What we sell and support: products of a product line, models of hardware, versions of software."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named
from models.product_line import ProductLine

HARDWARE, SOFTWARE = "hardware", "software"
KINDS = (HARDWARE, SOFTWARE)


class Product(Named, Model):
    """One product. Hardware comes in models, software in versions."""

    __tablename__ = "product"

    product_line_id: Mapped[int] = mapped_column(
        ForeignKey("product_line.id"), index=True, comment="Of this family"
    )
    kind: Mapped[str] = mapped_column(String(10), comment="hardware or software")
    is_active: Mapped[bool] = mapped_column(default=True, comment="Still offered; others keep what they have")

    product_line: Mapped[ProductLine] = relationship()


class ProductModel(Model):
    """One model of a hardware product, by the name that stands on the device."""

    __tablename__ = "product_model"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    name: Mapped[str] = mapped_column(String(80), unique=True, comment="As it stands on the device")
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True, comment="Of which product")
    is_active: Mapped[bool] = mapped_column(default=True, comment="Still offered; others keep what they have")

    product: Mapped[Product] = relationship()

    def __repr__(self) -> str:
        return self.name


class ProductVersion(Model):
    """One version of a software product, as it calls itself: 7.4.1."""

    __tablename__ = "product_version"
    __table_args__ = (UniqueConstraint("product_id", "name", name="ux_product_version"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), comment="Of which product")
    name: Mapped[str] = mapped_column(String(40), comment="As the software calls itself")
    released_on: Mapped[date] = mapped_column(Date, comment="First day")
    supported_until: Mapped[date | None] = mapped_column(Date, comment="Last day; empty when none is set")

    product: Mapped[Product] = relationship()

    def __repr__(self) -> str:
        return self.name
