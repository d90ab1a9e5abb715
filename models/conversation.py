"""What is said and sent with a case: notes and files."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, and_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.knowledge import Article
from models.message import Message
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
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("note.id"), comment="The note that it answers")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), comment="The task that it belongs to")
    task_title: Mapped[str] = mapped_column(
        String(200), default="", server_default="", comment="As the task says"
    )
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When its words were changed")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was taken back")
    changed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="When an open page must draw it anew"
    )

    case: Mapped[Case] = relationship()
    author: Mapped[Person | None] = relationship()


class Attachment(Model):
    """A file of a case, message or article; until its form is sent, of the person and the form's nonce."""

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
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), index=True, comment="In which message, once saved"
    )
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id"), index=True, comment="In which article, once saved"
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who sent it")
    nonce: Mapped[str] = mapped_column(String(64), default="", comment="The form it waits for")
    field: Mapped[str] = mapped_column(
        String(40), default="", server_default="", comment="Answers which field"
    )
    is_internal: Mapped[bool] = mapped_column(default=False, comment="Only the desk reads it")
    name: Mapped[str] = mapped_column(String(255), comment="File name as the sender gave it")
    media_type: Mapped[str] = mapped_column(String(100), comment="By content, not by what the sender said")
    size: Mapped[int] = mapped_column(comment="Bytes")
    key: Mapped[str] = mapped_column(String(64), unique=True, comment="Random name in the file store")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When it came in")
    description: Mapped[str] = mapped_column(
        String(300), default="", server_default="", comment="What it shows, in words of who sent it"
    )
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="Taken back then; the row stays as a trace"
    )
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who took it back")

    case: Mapped[Case | None] = relationship()
    note: Mapped[Note | None] = relationship(backref="attachments")
    message: Mapped[Message | None] = relationship()
    article: Mapped[Article | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=[withdrawn_by_id])

    @hybrid_property
    def waits(self) -> bool:
        """Whether its form was not sent yet, so that it belongs to nothing."""
        return self.case_id is None and self.message_id is None and self.article_id is None

    @waits.inplace.expression
    @classmethod
    def _waits(cls) -> ColumnElement[bool]:
        return and_(cls.case_id.is_(None), cls.message_id.is_(None), cls.article_id.is_(None))
