"""Families of products, and which accounts have them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model, Named


class ProductLine(Named, Model):
    """A family of products that customers know by one name."""

    __tablename__ = "product_line"

    is_active: Mapped[bool] = mapped_column(default=True, comment="Still offered; others keep what they have")


class AccountProductLine(Model):
    """An account has a product line: it decides what is said to it and asked of it."""

    __tablename__ = "account_product_line"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, comment="Which account"
    )
    product_line_id: Mapped[int] = mapped_column(
        ForeignKey("product_line.id"), primary_key=True, index=True, comment="What it has"
    )

    account: Mapped[Account] = relationship()
    product_line: Mapped[ProductLine] = relationship()
