"""What was done to a person as a whole: merged into another, moved. Written down and never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.person import Person


class PersonEvent(Model):
    """One act on a person. Of a merged one it says whose all of theirs is now.

    A move (`moved`) has its places in an event of the account of the same moment (app/accounts/moved.py).
    """

    __tablename__ = "person_event"
    __table_args__ = (Index("ix_person_event_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), comment="Which person"
    )
    kind: Mapped[str] = mapped_column(String(20), comment="merged, took_over")
    other_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL"),
        index=True,
        comment="What they went into, or who came in",
    )
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who; empty: the system")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    other: Mapped[Person | None] = relationship(foreign_keys=[other_id])
    actor: Mapped[Person | None] = relationship(foreign_keys=[actor_id])
