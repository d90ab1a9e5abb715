"""Devices: what stands at a customer, by the number on its plate."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model
from models.product import ProductModel

# Byte order on both databases, so that the beginning of a number is an index range.
SerialNumber = String(60).with_variant(String(60, collation="C"), "postgresql")


class Device(Model):
    """One device. Like a case it keeps what lists are narrowed by, so that each is one range of an index.

    A serial number is text, in capitals and without spaces: leading zeros count. Two models may share one.
    """

    __tablename__ = "device"
    __table_args__ = (
        UniqueConstraint("model_id", "serial_number", name="ux_device_model_serial"),
        *(
            Index(f"ix_device_{name}", *first, "serial_number", "id")
            for name, first in {
                "serial": [],
                "line": ["product_line_id"],
                "root_serial": ["root_id"],
                "root_line": ["root_id", "product_line_id"],
                "root_model": ["root_id", "model_id"],
                "account_serial": ["account_id"],
                "account_model": ["account_id", "model_id"],
            }.items()
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    serial_number: Mapped[str] = mapped_column(SerialNumber, comment="As on its plate; zeros count")
    model_id: Mapped[int] = mapped_column(ForeignKey("product_model.id"), comment="Which model it is")
    product_line_id: Mapped[int] = mapped_column(
        ForeignKey("product_line.id"), comment="That of its model, repeated for lists"
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="The account that ordered it")
    root_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="Top of that account's tree")
    ordered_on: Mapped[date | None] = mapped_column(Date, comment="When it was ordered, if that is known")
    note: Mapped[str] = mapped_column(String(500), default="", comment="For our own people")

    model: Mapped[ProductModel] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=[account_id])

    def __repr__(self) -> str:
        return self.serial_number
