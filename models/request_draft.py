"""A request that somebody is still filling in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Answers, Model, UtcDateTime
from models.case import Case
from models.person import Person
from models.request_type import RequestTypeVersion


class RequestDraft(Model):
    """What one person typed so far. Its key is also the nonce of its files and of the case it becomes."""

    __tablename__ = "request_draft"
    __table_args__ = (Index("ix_request_draft_person", "person_id", "updated_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True, comment="Random; stands in the address")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), comment="Whose it is; nobody else sees it"
    )
    request_type: Mapped[str] = mapped_column(String(40), comment="Code of the request type")
    request_type_version_id: Mapped[int] = mapped_column(
        ForeignKey("request_type_version.id", ondelete="CASCADE"),
        index=True,
        comment="As which version it is asked",
    )
    values: Mapped[dict[str, Any]] = mapped_column(
        Answers, default=dict, comment="Answers as typed, by field code; never a secret"
    )
    step: Mapped[str] = mapped_column(String(40), default="", comment="Code of the step to go on with")
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id"), comment="The closed case that it goes on from"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was begun")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When something was last kept")
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When it goes by itself")

    person: Mapped[Person | None] = relationship()
    version: Mapped[RequestTypeVersion | None] = relationship()
    follows: Mapped[Case | None] = relationship()
