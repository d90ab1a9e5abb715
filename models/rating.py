"""What a customer thought of how a case was handled."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person

SCORES: Final = (1, 2, 3, 4, 5)


class Rating(Model):
    """One per case. `score` runs from 1 (very dissatisfied) to 5 (very satisfied)."""

    __tablename__ = "rating"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), unique=True, comment="Which case"
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), index=True, comment="Who rated last")
    score: Mapped[int] = mapped_column(comment="1, very dissatisfied, to 5, very satisfied")
    remark: Mapped[str] = mapped_column(Text, default="", comment="What the customer adds, plain text")
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When it was given first")
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was changed last")

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship()
