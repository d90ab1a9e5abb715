"""What was done to an account as a whole: moved, merged, deactivated. Written down and never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model, UtcDateTime
from models.person import Person


class AccountEvent(Model):
    """One act on an account, or a contact who came. Of a merged one it says where all it had went."""

    __tablename__ = "account_event"
    __table_args__ = (Index("ix_account_event_account", "account_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), comment="Which account"
    )
    kind: Mapped[str] = mapped_column(
        String(20), comment="moved, merged, took_over, deactivated, reactivated"
    )
    other_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"),
        index=True,
        comment="Now above it, or: what it went into, or what came in",
    )
    before_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, comment="Above it until then"
    )
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who; empty: the system")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    other: Mapped[Account | None] = relationship(foreign_keys=[other_id])
    before: Mapped[Account | None] = relationship(foreign_keys=[before_id])
    actor: Mapped[Person | None] = relationship()
