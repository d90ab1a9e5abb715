"""Duplicates that became one case, and what is needed to take that back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person


class CaseMerge(Model):
    """One case was merged into another; `carried` names the rows that went along and how it stood before."""

    __tablename__ = "case_merge"
    __table_args__ = (
        Index("ix_case_merge_case", "case_id", "id"),
        Index("ix_case_merge_into", "into_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), comment="Which case ended"
    )
    into_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="Into which case")
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who merged them")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")
    carried: Mapped[dict[str, Any]] = mapped_column(JSON, comment="Notes, files, subscribers; how it stood")
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was taken back")
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who took it back")

    case: Mapped[Case] = relationship(foreign_keys=[case_id])
    into: Mapped[Case] = relationship(foreign_keys=[into_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
