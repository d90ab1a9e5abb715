"""A list of cases as somebody wants to find it again: columns, filters, order, under a name."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, UtcDateTime

AUDIENCES = ("me", "account", "staff")


class ListView(Model):
    """Kept for oneself, or shared: then it belongs to the account, or to our own people.

    `settings` holds the names and values that the address of the list would have. It widens nothing: what a
    reader sees is what the reader may see.
    """

    __tablename__ = "list_view"
    __table_args__ = (
        Index("ix_list_view_person", "person_id"),
        Index("ix_list_view_account", "account_id"),
        Index("ix_list_view_audience", "audience"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), comment="Who built it"
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), comment="Shared with the people of this account"
    )
    audience: Mapped[str] = mapped_column(String(10), default="me", comment="me, account or staff")
    name: Mapped[str] = mapped_column(String(60), comment="As its maker calls it")
    settings: Mapped[dict[str, str]] = mapped_column(JSON, comment="Columns, filters, order, rows per page")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was built")
    removed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="When it was deleted; it can be taken back for a while"
    )
    version: Mapped[int] = mapped_column(default=1, comment="Counts the edits; a stale one is refused")

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    @property
    def is_shared(self) -> bool:
        return self.audience != "me"

    def __repr__(self) -> str:
        return self.name
