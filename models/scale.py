"""Scales that administrators edit: priorities, statuses and which change is allowed to whom."""

from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named, TextMap, Texts

FIRST_SCALE = "standard"
COLOURS = ("white", "blue", "green", "lightyellow", "yellow", "orange", "red")
TONES = ("neutral", "info", "progress", "waiting", "good", "muted")


class PriorityScale(Named, Model):
    """Priorities that are offered together. A request type names its scale; else it has the first one."""

    __tablename__ = "priority_scale"


class Priority(Model):
    """How urgent a case is for the customer. A higher rank comes first in the queue, whatever its scale."""

    __tablename__ = "priority"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    code: Mapped[str] = mapped_column(String(40), unique=True, comment="Fixed name in code and files")
    scale: Mapped[str] = mapped_column(
        String(40), default=FIRST_SCALE, server_default=FIRST_SCALE, comment="Code of its scale"
    )
    name: Mapped[TextMap] = mapped_column(Texts, comment="Word shown, per language")
    definition: Mapped[TextMap] = mapped_column(Texts, comment="When to choose it, per language")
    colour: Mapped[str] = mapped_column(String(20), default="white", comment="Colour of the bar")
    rank: Mapped[int] = mapped_column(default=0, comment="Order; the highest is the most urgent")
    is_default: Mapped[bool] = mapped_column(default=False, comment="Chosen when nobody chose")
    is_offered: Mapped[bool] = mapped_column(default=True, comment="May be chosen for new cases")

    def __repr__(self) -> str:
        return self.name.get("en", self.code)


class Status(Model):
    """Where a case stands, in words a customer understands."""

    __tablename__ = "status"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    code: Mapped[str] = mapped_column(String(40), unique=True, comment="Fixed name in code and files")
    name: Mapped[TextMap] = mapped_column(Texts, comment="Word shown, per language")
    meaning: Mapped[TextMap] = mapped_column(Texts, comment="What it means for the customer, per language")
    tone: Mapped[str] = mapped_column(String(20), default="neutral", comment="Look of the pill")
    rank: Mapped[int] = mapped_column(default=0, comment="Order in lists")
    is_open: Mapped[bool] = mapped_column(default=True, comment="Work is still to be done")
    awaits_customer: Mapped[bool] = mapped_column(default=False, comment="The customer is to answer")
    needs_closing_reason: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="The desk says why when it sets this"
    )

    def __repr__(self) -> str:
        return self.name.get("en", self.code)


class StatusChange(Model):
    """A change of status that a role may make. What is not here is not allowed."""

    __tablename__ = "status_change"
    __table_args__ = (UniqueConstraint("role_id", "from_id", "to_id", name="ux_status_change"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    role_id: Mapped[int] = mapped_column(
        ForeignKey("ab_role.id", ondelete="CASCADE"), index=True, comment="Who may"
    )
    from_id: Mapped[int] = mapped_column(ForeignKey("status.id"), comment="From this status")
    to_id: Mapped[int] = mapped_column(ForeignKey("status.id"), comment="To this status")
    needs_reason: Mapped[bool] = mapped_column(default=False, comment="A word of explanation is asked for")

    role: Mapped[Role] = relationship()
    from_status: Mapped[Status] = relationship(foreign_keys=[from_id])
    to_status: Mapped[Status] = relationship(foreign_keys=[to_id])
