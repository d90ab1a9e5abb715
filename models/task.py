"""A piece of work inside a case."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person

STATES = ("open", "done")


class Task(Model):
    """What somebody of the service desk is to do for a case. Customers see no tasks, only notes of theirs."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_case", "case_id", "id"),
        Index("ix_task_owner", "owner_id", "state", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="On which case")
    title: Mapped[str] = mapped_column(String(200), comment="What is to be done, in one line")
    owner_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who does it")
    state: Mapped[str] = mapped_column(String(10), default="open", comment="open or done")
    due_on: Mapped[date | None] = mapped_column(comment="The day by which it is to be done")
    is_internal: Mapped[bool] = mapped_column(default=True, comment="Its notes stay at the desk")
    created_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who made it")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was made")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was done")

    case: Mapped[Case] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    created_by: Mapped[Person | None] = relationship(foreign_keys=[created_by_id])

    @property
    def is_open(self) -> bool:
        return self.state == "open"
