"""Who follows a case besides its owner."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person


class Subscription(Model):
    """A person gets the mails about a case, as long as that person may see it."""

    __tablename__ = "subscription"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, comment="Which case"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Who follows it"
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="Since when")

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship()
