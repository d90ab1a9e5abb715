"""A case: what a customer asked, where it stands and whose it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ForeignKey, Index, String, Text, bindparam, func, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Answers, Model, UtcDateTime
from models.closing import ClosingReason
from models.person import Person
from models.request_type import RequestTypeVersion
from models.scale import Priority, Status
from models.severity import Severity
from models.team import Team

KINDS = ("how_to", "issue")
FIRST_NUMBER = 10_000_001
_BEGINNING = text("substr(description, 1, 60)")


class Case(Model):
    """One request. It keeps its account and the root of that tree, so that a list is one index range.

    `priority_rank`, `status_rank` and `is_open` repeat what the scales say, so that lists sort by index.
    """

    __tablename__ = "case"
    __table_args__ = (
        # Behind the id stands what lists ask: they are filtered and counted without reading a row.
        Index("ix_case_updated", "updated_at", "id", "is_open", "status_id", "priority_id"),
        Index("ix_case_root_updated", "root_id", "updated_at", "id", "is_open", "status_id", "priority_id"),
        Index("ix_case_owner_updated", "owner_id", "updated_at", "id", "is_open", "root_id"),
        Index("ix_case_created", "created_at", "id"),
        *(
            Index(f"ix_case_root_{name}", "root_id", column, "id")
            for name, column in {
                "created": "created_at",
                "subject": "subject",
                "kind": "kind",
                "type": "request_type",
                "priority": "priority_rank",
                "status": "status_rank",
            }.items()
        ),
        Index("ix_case_root_number", "root_id", "number"),
        Index("ix_case_account_updated", "account_id", "updated_at", "id"),
        Index("ix_case_subject", "subject", "id"),
        Index("ix_case_beginning", _BEGINNING, "id"),
        Index("ix_case_root_beginning", "root_id", _BEGINNING, "id"),
        Index("ix_case_kind", "kind", "id"),
        Index("ix_case_type", "request_type", "id"),
        Index("ix_case_priority", "priority_rank", "id"),
        Index("ix_case_status", "status_rank", "id"),
        Index("ix_case_queue", "is_open", "assignee_id", text("priority_rank DESC"), "created_at", "id"),
        Index("ix_case_team_queue", "is_open", "team_id", text("priority_rank DESC"), "created_at", "id"),
        Index("ix_case_open_queue", "is_open", text("priority_rank DESC"), "created_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    number: Mapped[int] = mapped_column(
        unique=True,
        default=func.nextval("case_number"),  # of PostgreSQL; elsewhere whoever writes a case brings one
        comment="The number people use, eight digits",
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="For which account")
    root_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="Top of that account's tree")
    subject: Mapped[str] = mapped_column(String(200), comment="What it is about, in one line")
    description: Mapped[str] = mapped_column(Text, comment="What the customer wrote, Markdown")
    kind: Mapped[str] = mapped_column(String(20), comment="how_to or issue")
    request_type: Mapped[str] = mapped_column(
        String(40), default="question", server_default="question", comment="Code of the request type"
    )
    request_type_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("request_type_version.id"),
        index=True,
        comment="As which version it was filled in; empty: not with a request type",
    )
    values: Mapped[dict[str, Any]] = mapped_column(
        Answers, default=dict, server_default="{}", comment="Answers by field code"
    )
    external_number: Mapped[str] = mapped_column(
        String(100), default="", server_default="", comment="The customer's own number for it"
    )
    priority_id: Mapped[int] = mapped_column(ForeignKey("priority.id"), comment="The customer's priority")
    priority_rank: Mapped[int] = mapped_column(comment="Rank of the priority, for sorting")
    status_id: Mapped[int] = mapped_column(ForeignKey("status.id"), comment="Where it stands")
    status_rank: Mapped[int] = mapped_column(comment="Rank of the status, for sorting")
    is_open: Mapped[bool] = mapped_column(comment="Work is still to be done")
    owner_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="The contact whose case it is")
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who entered it")
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), comment="Agent at work on it")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), comment="Waits for which team")
    severity_id: Mapped[int | None] = mapped_column(
        ForeignKey("severity.id"), comment="How severe it is, as the desk reviewed it"
    )
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id"), comment="Into which case it was merged"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was opened")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it last moved")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was closed")
    pending_since: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="Since when the customer is to answer"
    )
    closes_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="Pending: counts as resolved then. Closed: until then it may be reopened"
    )
    next_step_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, index=True, comment="When the clock has something to do with it"
    )
    closed_for_good_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="Since when it cannot be reopened"
    )
    closing_reason_id: Mapped[int | None] = mapped_column(
        ForeignKey("closing_reason.id"), comment="Why it was closed, where the desk or the clock said so"
    )
    last_note_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="When the last note came that the customer reads"
    )
    last_mail_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="The same of the last mail")
    owner_seen_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="Up to when the owner has seen it"
    )
    escalation_state: Mapped[str | None] = mapped_column(
        String(20), comment="State of its last escalation; empty: none"
    )
    rating: Mapped[int | None] = mapped_column(comment="What the customer gave, 1 to 5")
    open_tasks: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="How many tasks are still to be done"
    )
    version: Mapped[int] = mapped_column(default=1, comment="Counts the edits; a stale one is refused")

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    opened_by: Mapped[Person | None] = relationship(foreign_keys=[opened_by_id])
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])
    priority: Mapped[Priority] = relationship()
    status: Mapped[Status] = relationship()
    request_type_version: Mapped[RequestTypeVersion | None] = relationship()
    closing_reason: Mapped[ClosingReason | None] = relationship()
    team: Mapped[Team | None] = relationship()
    severity: Mapped[Severity | None] = relationship()

    # The INSERT answers the number that the database counted.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False, "eager_defaults": True}

    def __repr__(self) -> str:
        return f"{self.number}"


# What a description is sorted by. The numbers stand in the statement itself: SQLite compares its index with
# the words of the statement.
_first: BindParameter[int] = bindparam(None, 1, literal_execute=True)
_letters: BindParameter[int] = bindparam(None, 60, literal_execute=True)
BEGINNING = func.substr(Case.description, _first, _letters, type_=Text())


class FormNonce(Model):
    """Spent once by whoever sends a form; a second click finds what the first one made."""

    __tablename__ = "form_nonce"

    nonce: Mapped[str] = mapped_column(String(64), primary_key=True, comment="Random, from the form")
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), comment="Who sent it"
    )
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), comment="The case it made or changed")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When")

    case: Mapped[Case | None] = relationship()
