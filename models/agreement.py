"""Agreements: what an account may ask for, and until when."""

from datetime import date

from sqlalchemy import Column, Date, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model, Named
from models.product_line import ProductLine

agreement_product_line = Table(
    "agreement_product_line",
    Model.metadata,
    Column(
        "agreement_id",
        ForeignKey("agreement.id", ondelete="CASCADE"),
        primary_key=True,
        comment="Row of agreement",
    ),
    Column(
        "product_line_id",
        ForeignKey("product_line.id"),
        primary_key=True,
        index=True,
        comment="Row of product_line",
    ),
)


class AgreementKind(Named, Model):
    """Maintenance, subscription: what the agreement is."""

    __tablename__ = "agreement_kind"


class Agreement(Model):
    """It holds from the first to the last day, for the account and for all that hangs below it."""

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_account", "account_id", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="With which account")
    kind_id: Mapped[int] = mapped_column(ForeignKey("agreement_kind.id"), index=True, comment="What it is")
    starts_on: Mapped[date] = mapped_column(Date, comment="First day")
    ends_on: Mapped[date | None] = mapped_column(Date, comment="Last day; empty when none is set")

    account: Mapped[Account] = relationship()
    kind: Mapped[AgreementKind] = relationship()
    product_lines: Mapped[list[ProductLine]] = relationship(
        secondary=agreement_product_line, order_by=ProductLine.rank
    )
    """For these; for all when it names none."""

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
