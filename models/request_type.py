"""Request types: what is asked of who opens a case, in versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.person import Person

STATES = ("draft", "published", "retired")


class RequestType(Model):
    """One kind of request. What it asks stands in its versions; at most one is published, one a draft."""

    __tablename__ = "request_type"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    code: Mapped[str] = mapped_column(String(40), unique=True, comment="Fixed name in address and files")
    rank: Mapped[int] = mapped_column(default=0, comment="Order; the lowest comes first")
    is_offered: Mapped[bool] = mapped_column(default=True, comment="May be chosen for new cases")


class RequestTypeVersion(Model):
    """What a request type asks, from one publication to the next. A published version never changes."""

    __tablename__ = "request_type_version"
    __table_args__ = (
        UniqueConstraint("request_type_id", "number", name="ux_request_type_version"),
        Index(
            "ux_request_type_one_published",
            "request_type_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        Index(
            "ux_request_type_one_draft",
            "request_type_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    request_type_id: Mapped[int] = mapped_column(
        ForeignKey("request_type.id", ondelete="CASCADE"), comment="Of which request type"
    )
    number: Mapped[int] = mapped_column(comment="1, 2, 3 within the request type")
    state: Mapped[str] = mapped_column(String(10), default="draft", comment="draft, published or retired")
    definition: Mapped[dict[str, Any]] = mapped_column(JSON, comment="What it asks: see app/request_types")
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who saved it last")
    edited_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was saved last")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was published")
    version: Mapped[int] = mapped_column(default=1, comment="Counts the edits; a stale one is refused")

    request_type: Mapped[RequestType] = relationship()
    edited_by: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}
