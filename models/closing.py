"""When a case closes by itself, and the reasons for closing that the desk chooses from."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, Named, TextMap, Texts


class ClosingRule(Model):
    """What happens by the clock to cases of one request type; the row without one holds for all others."""

    __tablename__ = "closing_rule"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    request_type: Mapped[str] = mapped_column(
        String(40), unique=True, comment="Code of the request type; empty: all that have no rule of their own"
    )
    reminds_after: Mapped[str] = mapped_column(
        String(60), default="", comment="Days without an answer after which is reminded, with commas"
    )
    resolves_after: Mapped[int] = mapped_column(
        comment="Days without an answer after which it counts as resolved; 0: never"
    )
    reopens_within: Mapped[int] = mapped_column(
        comment="Days in which a closed case may be reopened; 0: it may not"
    )
    counts_working_days: Mapped[bool] = mapped_column(
        default=False, comment="Weekends and holidays do not count"
    )
    country: Mapped[str] = mapped_column(String(2), default="NL", comment="Whose holidays, ISO 3166")
    time_zone: Mapped[str] = mapped_column(
        String(40), default="Europe/Amsterdam", comment="Where a day begins and ends"
    )


class ClosingReason(Named, Model):
    """Why a case is closed, and what the customer is told about it."""

    __tablename__ = "closing_reason"

    text: Mapped[TextMap] = mapped_column(Texts, comment="What the customer reads, per language")
    link: Mapped[str] = mapped_column(
        String(500), default="", comment="Where more is to be read: a path of the portal or an address"
    )
    is_offered: Mapped[bool] = mapped_column(default=True, comment="The desk may choose it")
