"""Messages: what the portal tells its customers, to whom, and who has read it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model, TextMap, Texts, UtcDateTime
from models.classification import Classification
from models.person import Person
from models.product_line import ProductLine

KINDS = ("update", "announcement")
STATES = ("draft", "scheduled", "published", "expired", "withdrawn")
# States in which the clock decides whether readers see it; in the others they never do.
RELEASED = ("scheduled", "published", "expired")


class Message(Model):
    """A product update or an announcement. `state` follows the clock; the clock itself has the last word."""

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_shown", "state", "visible_from", "id"),
        Index("ix_message_ends", "state", "visible_until"),
        Index("ix_message_mail", "mail_state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    kind: Mapped[str] = mapped_column(String(20), comment="update or announcement")
    title: Mapped[TextMap] = mapped_column(Texts, comment="One line, per language")
    body: Mapped[TextMap] = mapped_column(Texts, comment="Markdown, per language")
    words: Mapped[str] = mapped_column(Text, comment="Titles and bodies in small letters, for search")
    is_urgent: Mapped[bool] = mapped_column(default=False, comment="A banner on every page until read")
    state: Mapped[str] = mapped_column(
        String(20), default="draft", comment="draft, scheduled, published, expired, withdrawn"
    )
    visible_from: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="Not seen before; empty: from publishing on"
    )
    visible_until: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="In the archive from then on; empty: no end"
    )
    for_everyone: Mapped[bool] = mapped_column(default=True, comment="The audience is everybody")
    by_mail: Mapped[bool] = mapped_column(default=False, comment="Also sent by mail when it is published")
    mail_state: Mapped[str] = mapped_column(
        String(10), default="", server_default="", comment="Empty, waiting or done: writing the mails"
    )
    mailed_up_to: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="The last person for whom the mail was written"
    )
    mails_written: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="How many mails there are so far"
    )
    nonce: Mapped[str | None] = mapped_column(
        String(64), unique=True, comment="Of the form that made it: sent twice, it makes one"
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who wrote it")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was begun")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it last changed")
    version: Mapped[int] = mapped_column(default=1, comment="Counts the edits; a stale one is refused")

    author: Mapped[Person | None] = relationship()
    audience: Mapped[list["MessageAudience"]] = relationship(
        back_populates="message",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="MessageAudience.id",
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    def __repr__(self) -> str:
        return next(iter(self.title.values()), f"{self.id}")


class MessageAudience(Model):
    """One part of an audience: people to whom any of its parts applies are in it."""

    __tablename__ = "message_audience"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), index=True, comment="Of which message"
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, comment="The people of this account"
    )
    with_sub_accounts: Mapped[bool] = mapped_column(
        default=False, comment="And of all accounts below that account"
    )
    classification_id: Mapped[int | None] = mapped_column(
        ForeignKey("classification.id", ondelete="CASCADE"), index=True, comment="Accounts of this kind"
    )
    product_line_id: Mapped[int | None] = mapped_column(
        ForeignKey("product_line.id", ondelete="CASCADE"), index=True, comment="Accounts that have this"
    )

    message: Mapped[Message] = relationship(back_populates="audience")
    account: Mapped[Account | None] = relationship()
    classification: Mapped[Classification | None] = relationship()
    product_line: Mapped[ProductLine | None] = relationship()


class MessageRead(Model):
    """Who has read what."""

    __tablename__ = "message_read"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, comment="Who"
    )
    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Which message"
    )
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")
