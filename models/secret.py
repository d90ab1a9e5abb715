"""Credentials that a customer gives with a request, encrypted, and who used them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person
from models.request_draft import RequestDraft

ACCESSES = ("read", "erased", "replaced", "system")


class Secret(Model):
    """One answer that nobody may read by accident: of a draft, and of the case that the draft becomes.

    `sealed` is bound to that draft or case and to the field (app/secrets/seal.py): moved to another row it
    cannot be opened. It is empty once erased; the row stays and says so.
    """

    __tablename__ = "secret"
    __table_args__ = (
        UniqueConstraint("case_id", "field", name="ux_secret_case"),
        UniqueConstraint("draft_key", "field", name="ux_secret_draft"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), comment="On which case, once sent"
    )
    draft_key: Mapped[str | None] = mapped_column(
        ForeignKey("request_draft.key", ondelete="CASCADE"), comment="In which draft, until it is sent"
    )
    field: Mapped[str] = mapped_column(String(40), comment="Code of the field that it answers")
    sealed: Mapped[str] = mapped_column(Text, comment="Encrypted; empty: erased")
    key_id: Mapped[str] = mapped_column(String(8), index=True, comment="With which key; empty: erased")
    person_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), index=True, comment="Who gave it")
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was given")
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was erased")

    case: Mapped[Case | None] = relationship()
    draft: Mapped[RequestDraft | None] = relationship()
    person: Mapped[Person | None] = relationship()


class SupportAccess(Model):
    """Somebody of ours read or erased a credential, or was in the customer's system. Never changed."""

    __tablename__ = "support_access"
    __table_args__ = (Index("ix_support_access_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="On which case")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Who; empty: the system")
    kind: Mapped[str] = mapped_column(String(10), comment="read, erased or system")
    field: Mapped[str] = mapped_column(String(40), default="", comment="Which credential")
    remark: Mapped[str] = mapped_column(Text, default="", comment="What was done in the system, plain text")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship()
