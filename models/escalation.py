"""Escalations: a case brought before the management of the service desk, and how many an account has."""

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person

GOING_ON: Final = ("raised", "in_progress", "on_hold")
ENDED: Final = ("cancelled", "closed", "completed")
STATES: Final = (*GOING_ON, *ENDED)
# Of whom the escalations of a month are counted: of the account of the case, or of its whole tree.
COUNTED: Final = ("account", "tree")


class Escalation(Model):
    """One case, brought before management. At most one per case goes on; the database sees to it.

    `counted_as` and `slot` make it the third of an account in a month: two at once cannot be the same one.
    """

    __tablename__ = "escalation"
    __table_args__ = (
        UniqueConstraint("counted_as", "slot", name="ux_escalation_slot"),
        Index("ix_escalation_case", "case_id", "id"),
        Index("ix_escalation_state", "state", "id"),
        Index(
            "ux_escalation_open",
            "case_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="Which case")
    state: Mapped[str] = mapped_column(
        String(20), default="raised", comment="raised, in_progress, on_hold, cancelled, closed, completed"
    )
    reason: Mapped[str] = mapped_column(Text, comment="Why it was raised, plain text")
    expectation: Mapped[str] = mapped_column(Text, comment="What is expected to happen, plain text")
    answer: Mapped[str] = mapped_column(Text, default="", comment="What management says to it, plain text")
    counted_as: Mapped[str] = mapped_column(String(40), comment="Whose and of which month: 7:2026-11")
    slot: Mapped[int] = mapped_column(comment="The how manieth of those")
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), index=True, comment="Who raised it")
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was raised")
    handled_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id"), comment="Who of management answered last"
    )
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When that was")
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who ended it")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it ended; empty: it goes on")
    version: Mapped[int] = mapped_column(default=1, comment="Counts the changes; a stale one is refused")

    case: Mapped[Case] = relationship()
    raised_by: Mapped[Person | None] = relationship(foreign_keys=[raised_by_id])
    handled_by: Mapped[Person | None] = relationship(foreign_keys=[handled_by_id])

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class EscalationRule(Model):
    """One row: how often one may escalate in a month, where an account says nothing of its own."""

    __tablename__ = "escalation_rule"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Always 1")
    allowance: Mapped[int] = mapped_column(comment="How many in a month")
    counted_for: Mapped[str] = mapped_column(
        String(10), default="account", comment="Of whom they are counted: account or tree"
    )
