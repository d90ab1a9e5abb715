"""People: customers' contacts and our own staff, one table with FAB's users."""

from datetime import datetime
from typing import TYPE_CHECKING

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime

if TYPE_CHECKING:
    from models.account import Account, AccountAccess


class Person(User):
    """Someone who signs in. Staff belong to no account; a customer has one home account."""

    __tablename__ = "ab_user"

    salutation: Mapped[str | None] = mapped_column(String(40), comment="Form of address")
    phone: Mapped[str | None] = mapped_column(String(40), comment="Direct telephone number")
    mobile: Mapped[str | None] = mapped_column(String(40), comment="Mobile number")
    language: Mapped[str | None] = mapped_column(String(5), comment="Reads in: en or nl")
    time_zone: Mapped[str | None] = mapped_column(String(60), comment="IANA name of the time zone")
    is_staff: Mapped[bool | None] = mapped_column(default=False, comment="Works for us, not for a customer")
    home_account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True, comment="The account the person belongs to"
    )
    messages_read: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="Moves when the person reads a message"
    )

    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id"),
        index=True,
        comment="The person that this one was merged into; empty: a person of their own",
    )

    home_account: Mapped["Account | None"] = relationship(foreign_keys=[home_account_id])
    accesses: Mapped[list["AccountAccess"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def has_password(self) -> bool:
        """Without one nobody signs in: a contact who was not invited yet."""
        return bool(self.password)

    @property
    def is_customer(self) -> bool:
        return not self.is_staff

    def __repr__(self) -> str:
        return self.full_name


Index("ix_person_name", Person.last_name, Person.first_name, Person.id)


class Preference(Model):
    """A choice that a person made and wants to find again, such as the last case view."""

    __tablename__ = "preference"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, comment="Whose"
    )
    name: Mapped[str] = mapped_column(String(60), primary_key=True, comment="Which choice")
    value: Mapped[str] = mapped_column(String(400), comment="What was chosen")


class SignIn(Model):
    """One sign-in from start to end. At most one per person is live; the database sees to it."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    token_hash: Mapped[str] = mapped_column(
        String(64), unique=True, comment="SHA-256 of the token in the cookie"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), index=True, comment="Who"
    )
    address: Mapped[str] = mapped_column(String(64), comment="Internet address it came from")
    user_agent: Mapped[str] = mapped_column(String(200), default="", comment="Browser, as it says itself")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it began")
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="Last seen, to within five minutes")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it ended")
    ended_why: Mapped[str | None] = mapped_column(
        String(20), comment="signed_out, elsewhere, idle, expired, ended"
    )

    person: Mapped[Person] = relationship()

    @property
    def is_live(self) -> bool:
        return self.ended_at is None


Index(
    "ux_sign_in_live",
    SignIn.person_id,
    unique=True,
    sqlite_where=SignIn.ended_at.is_(None),
    postgresql_where=SignIn.ended_at.is_(None),
)


class SignInAttempt(Model):
    """Every try to sign in, good or bad: the record people ask for, and what throttling counts."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_attempt_mail", "mail", "at"),
        Index("ix_attempt_address", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    mail: Mapped[str] = mapped_column(String(320), comment="The address that was typed, in lower case")
    address: Mapped[str] = mapped_column(String(64), comment="Internet address it came from")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")
    outcome: Mapped[str] = mapped_column(String(20), comment="signed_in, wrong, inactive, throttled")
