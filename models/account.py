"""Accounts form a tree: parent, sub-account or standard account, by place."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, TreePath, UtcDateTime
from models.person import Person

DEEPEST = 5


class Account(Model):
    """A customer organisation. `path` is "/1/7/" : the ids from the root down to this account."""

    __tablename__ = "account"
    __table_args__ = (Index("ix_account_name", "name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    customer_id: Mapped[str] = mapped_column(
        String(40), unique=True, comment="Known to the customer; text, zeros count"
    )
    name: Mapped[str] = mapped_column(String(200), comment="Name of the organisation")
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True, comment="The account above this one"
    )
    root_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True, comment="Top of the tree; itself when it stands on top"
    )
    path: Mapped[str] = mapped_column(TreePath, default="", index=True, comment="Ids from the root, /1/7/")
    is_active: Mapped[bool] = mapped_column(default=True, comment="Its people may sign in")
    phone: Mapped[str] = mapped_column(String(40), default="", comment="Telephone number")
    fax: Mapped[str] = mapped_column(String(40), default="", comment="Fax number")
    website: Mapped[str] = mapped_column(String(200), default="", comment="Web address")
    classification: Mapped[str] = mapped_column(
        String(40), default="", comment="Sales company, partner, …; decides what is offered"
    )
    manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", use_alter=True, name="fk_account_manager"),
        index=True,
        comment="Customer success manager",
    )
    street: Mapped[str] = mapped_column(String(200), default="", comment="Shipping address: street, number")
    postal_code: Mapped[str] = mapped_column(String(20), default="", comment="Shipping address: postal code")
    city: Mapped[str] = mapped_column(String(100), default="", comment="Shipping address: town")
    country: Mapped[str] = mapped_column(String(2), default="", comment="Shipping address: ISO 3166, NL")
    region_id: Mapped[int | None] = mapped_column(
        ForeignKey("region.id"), index=True, comment="Shipping address: region"
    )
    sub_region_id: Mapped[int | None] = mapped_column(
        ForeignKey("sub_region.id"), index=True, comment="Shipping address: sub-region, of that region"
    )
    escalation_allowance: Mapped[int | None] = mapped_column(
        comment="How many escalations in a month; empty: as for all"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was entered")
    version: Mapped[int] = mapped_column(default=1, comment="Counts the edits; a stale one is refused")

    parent: Mapped["Account | None"] = relationship(
        remote_side=[id], foreign_keys=[parent_id], back_populates="children"
    )
    children: Mapped[list["Account"]] = relationship(
        foreign_keys=[parent_id], back_populates="parent", order_by="Account.name"
    )
    manager: Mapped["Person | None"] = relationship(foreign_keys=[manager_id])

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def depth(self) -> int:
        """1 for the top of a tree."""
        return self.path.count("/") - 1

    def __repr__(self) -> str:
        return self.name


class AccountAccess(Model):
    """A person may act for more accounts than the one that is home."""

    __tablename__ = "account_access"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, comment="Who"
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        comment="For which account",
    )

    person: Mapped[Person] = relationship(back_populates="accesses")
    account: Mapped[Account] = relationship()
