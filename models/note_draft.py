"""A note that is still being written."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, UtcDateTime


class NoteDraft(Model):
    """What a person typed on a case and did not send: one for each, and nobody else's."""

    __tablename__ = "note_draft"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, comment="Whose"
    )
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, index=True, comment="On which case"
    )
    body: Mapped[str] = mapped_column(Text, comment="What was typed so far")
    is_internal: Mapped[bool] = mapped_column(default=False, comment="Meant for the desk only")
    nonce: Mapped[str] = mapped_column(String(64), default="", comment="The form, for which files may wait")
    reply_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("note.id", ondelete="SET NULL"), comment="The note that it answers"
    )
    task_id: Mapped[int | None] = mapped_column(
        ForeignKey("task.id", ondelete="SET NULL"), comment="The task that it belongs to"
    )
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was kept")
