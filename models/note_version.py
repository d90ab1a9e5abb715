"""What a note said before it was edited or withdrawn."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.conversation import Note
from models.person import Person


class NoteVersion(Model):
    """Former words of a note, for the writer's own side only; the other side is told that it was edited.

    It repeats case, side and openness of its note, so that who may see it is asked of one row.
    """

    __tablename__ = "note_version"
    __table_args__ = (
        Index("ix_note_version_note", "note_id", "id"),
        Index("ix_note_version_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="On which case")
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), comment="Of which note")
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who wrote it")
    side: Mapped[str] = mapped_column(String(10), comment="As the note says")
    is_internal: Mapped[bool] = mapped_column(comment="As the note says")
    is_withdrawn: Mapped[bool] = mapped_column(comment="What the note said when it was taken back")
    body: Mapped[str] = mapped_column(Text, comment="What the note said until then, Markdown")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="Until when")

    case: Mapped[Case] = relationship()
    note: Mapped[Note] = relationship()
    person: Mapped[Person | None] = relationship()
