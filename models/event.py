"""What happened to a case, and the mails that follow from it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.conversation import Note
from models.message import Message
from models.person import Person


class CaseEvent(Model):
    """One act on a case, written in the transaction of the act and never changed."""

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="On which case")
    kind: Mapped[str] = mapped_column(String(40), comment="opened, noted, status_changed, …")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who; empty: the system")
    note_id: Mapped[int | None] = mapped_column(ForeignKey("note.id"), comment="The note it made")
    is_internal: Mapped[bool] = mapped_column(default=False, comment="Only the desk reads it")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, comment="field: [from, to]")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")
    door: Mapped[str] = mapped_column(
        String(10), default="page", server_default="page", comment="Through which: page, mail, api, rule"
    )

    case: Mapped[Case] = relationship()
    actor: Mapped[Person | None] = relationship()
    note: Mapped[Note | None] = relationship()


class PendingEvent(Model):
    """An event whose reactions are still to be done; the worker deletes the row with its last reaction."""

    __tablename__ = "pending_event"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("case_event.id", ondelete="CASCADE"), primary_key=True, comment="Which event"
    )
    attempts: Mapped[int] = mapped_column(default=0, comment="How often it was tried")
    not_before: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="Try from then on")

    event: Mapped[CaseEvent] = relationship()


class OutgoingMail(Model):
    """A mail: a row first, delivered by the worker, one per event, reaction and person, or per message."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        UniqueConstraint("event_id", "reaction", "person_id", name="ux_outgoing_mail"),
        Index("ix_outgoing_mail_due", "state", "not_before", "id"),
        Index("ux_outgoing_mail_message", "about_message_id", "person_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_event.id", ondelete="CASCADE"), comment="What it tells of"
    )
    about_message_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), comment="Which message it brings"
    )
    reaction: Mapped[str] = mapped_column(String(40), comment="Which reaction wrote it")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), index=True, comment="To whom"
    )
    address: Mapped[str] = mapped_column(String(320), comment="Mail address")
    language: Mapped[str] = mapped_column(String(5), comment="en or nl")
    subject: Mapped[str] = mapped_column(String(300), comment="Subject line")
    text: Mapped[str] = mapped_column(Text, comment="Plain text body")
    html: Mapped[str] = mapped_column(Text, comment="HTML body")
    message_id: Mapped[str] = mapped_column(String(200), unique=True, comment="Stable, so a repeat is known")
    state: Mapped[str] = mapped_column(
        String(20), default="waiting", comment="waiting, sent, kept, withheld, failed"
    )
    attempts: Mapped[int] = mapped_column(default=0, comment="How often delivery was tried")
    not_before: Mapped[datetime] = mapped_column(UtcDateTime, comment="Try from then on")
    last_error: Mapped[str] = mapped_column(String(400), default="", comment="Why the last try failed")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was written")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When the server took it")

    event: Mapped[CaseEvent | None] = relationship()
    about_message: Mapped[Message | None] = relationship()
    person: Mapped[Person] = relationship()
