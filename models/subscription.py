"""Who follows which cases, and what waits to be told to whom once a day."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model, UtcDateTime
from models.case import Case
from models.event import CaseEvent
from models.message import Message
from models.person import Person


class Subscription(Model):
    """A person gets the mails about a case while they may see it; or, muted, gets none of them."""

    __tablename__ = "subscription"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, comment="Which case"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Who follows it"
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="Since when")
    is_muted: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="Wants no mail about it, though it concerns them"
    )
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="Up to when they have seen it")

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship()


class AccountWatch(Model):
    """A person gets the mails about all cases of an account, as far as they may see them."""

    __tablename__ = "account_watch"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, comment="Which account"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Who watches it"
    )
    with_below: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="The accounts below it too"
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="Since when")

    account: Mapped[Account | None] = relationship()
    person: Mapped[Person | None] = relationship()


class CaseSeen(Model):
    """Up to when somebody who watches its account has seen a case; a subscription keeps its own."""

    __tablename__ = "case_seen"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, comment="Which case"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Who looked"
    )
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="Up to when they have seen it")


class DigestEntry(Model):
    """What a person is told together with the rest of a day; `mail_id` is the mail that tells it."""

    __tablename__ = "digest_entry"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", name="ux_digest_entry_event"),
        UniqueConstraint("message_id", "person_id", name="ux_digest_entry_message"),
        Index("ix_digest_entry_due", "mail_id", "due_at", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), index=True, comment="To whom"
    )
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_event.id", ondelete="CASCADE"), comment="What it tells of"
    )
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), comment="Or which message"
    )
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When the day's mail goes out")
    mail_id: Mapped[int | None] = mapped_column(
        ForeignKey("outgoing_mail.id", ondelete="SET NULL"), comment="The mail that tells it"
    )

    event: Mapped[CaseEvent | None] = relationship()
    message: Mapped[Message | None] = relationship()
