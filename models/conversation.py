"""What is said and sent with a case: notes and files."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person

SIDES = ("customer", "desk")


class Note(Model):
    """One contribution to the conversation. Internal notes are for the desk only."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="On which case")
    author_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who wrote it")
    side: Mapped[str] = mapped_column(String(10), comment="customer or desk")
    is_internal: Mapped[bool] = mapped_column(default=False, comment="Only the desk reads it")
    body: Mapped[str] = mapped_column(Text, comment="Markdown")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was written")

    case: Mapped[Case] = relationship()
    author: Mapped[Person | None] = relationship()


class Attachment(Model):
    """A file. Until its form is sent it belongs to no case, only to the person and the form's nonce."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_case", "case_id", "id"),
        Index("ix_attachment_nonce", "nonce", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), comment="On which case, once sent"
    )
    note_id: Mapped[int | None] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), index=True, comment="Sent with this note"
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who sent it")
    nonce: Mapped[str] = mapped_column(String(64), default="", comment="The form it waits for")
    is_internal: Mapped[bool] = mapped_column(default=False, comment="Only the desk reads it")
    name: Mapped[str] = mapped_column(String(255), comment="File name as the sender gave it")
    media_type: Mapped[str] = mapped_column(String(100), comment="By content, not by what the sender said")
    size: Mapped[int] = mapped_column(comment="Bytes")
    key: Mapped[str] = mapped_column(String(64), unique=True, comment="Random name in the file store")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When it came in")

    case: Mapped[Case | None] = relationship()
    note: Mapped[Note | None] = relationship(backref="attachments")
    person: Mapped[Person | None] = relationship()
