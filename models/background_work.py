"""What takes longer than a page may: done by the worker, with progress, for one person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.person import Person

STATES = ("prepared", "waiting", "running", "done", "failed", "cancelled")
UNFINISHED = ("waiting", "running")


class BackgroundWork(Model):
    """One piece of work. The worker takes what is due; a lease that runs out makes it due again."""

    __tablename__ = "background_work"
    __table_args__ = (
        Index("ix_background_work_due", "state", "not_before", "id"),
        Index("ix_background_work_person", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), comment="For whom, and through whose eyes"
    )
    kind: Mapped[str] = mapped_column(String(40), comment="export_cases, import_accounts, …")
    state: Mapped[str] = mapped_column(
        String(20), default="waiting", comment="prepared, waiting, running, done, failed, cancelled"
    )
    asked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, comment="What exactly was asked")
    done: Mapped[int] = mapped_column(default=0, comment="Rows dealt with so far")
    total: Mapped[int | None] = mapped_column(comment="Rows altogether, once known")
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, comment="What came of it, in numbers")
    error: Mapped[str] = mapped_column(String(40), default="", comment="Code of the sentence why it failed")
    attempts: Mapped[int] = mapped_column(default=0, comment="How often it was begun")
    not_before: Mapped[datetime] = mapped_column(UtcDateTime, comment="Due from then on; of a lease, its end")
    source_key: Mapped[str | None] = mapped_column(String(64), comment="The file it reads, in the file store")
    source_name: Mapped[str] = mapped_column(
        String(255), default="", comment="That file, as its sender called it"
    )
    result_key: Mapped[str | None] = mapped_column(String(64), comment="The file it made, in the file store")
    result_name: Mapped[str] = mapped_column(
        String(255), default="", comment="That file, as it is downloaded"
    )
    result_size: Mapped[int | None] = mapped_column(comment="Bytes of that file")
    seen_with: Mapped[str] = mapped_column(
        String(64), default="", comment="Hash of what its person might see when the file was made"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When it was asked")
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was last begun")
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it ended, however it did")

    person: Mapped[Person] = relationship()

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED
