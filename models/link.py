"""Which case has to do with which other."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person

LINK_KINDS = ("follows", "relates", "duplicates", "blocks")


class CaseLink(Model):
    """`case_id` follows, relates to, duplicates or blocks `other_id`."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "other_id", "kind", name="ux_case_link"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), comment="Of which case it is said"
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True, comment="About which other"
    )
    kind: Mapped[str] = mapped_column(String(20), comment="follows, relates, duplicates or blocks")
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who said so")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")

    case: Mapped[Case] = relationship(foreign_keys=[case_id])
    other: Mapped[Case] = relationship(foreign_keys=[other_id])
    person: Mapped[Person | None] = relationship()
