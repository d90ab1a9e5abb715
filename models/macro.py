"""Macros: what agents do again and again, kept under a name."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named, TextMap, Texts
from models.scale import Priority, Status
from models.team import Team

ASSIGNS = ("", "me", "nobody")


class Macro(Named, Model):
    """A text with placeholders and fields to set. Empty fields leave the case as it is."""

    __tablename__ = "macro"

    is_active: Mapped[bool] = mapped_column(default=True, comment="Agents are offered it")
    for_team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id"), comment="Only for members of this team; empty: for the whole desk"
    )
    status_id: Mapped[int | None] = mapped_column(ForeignKey("status.id"), comment="Sets this status")
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), comment="Sets this priority")
    assigns: Mapped[str] = mapped_column(String(10), default="", comment="me, nobody, or empty: stays")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), comment="Gives it to this team")
    body: Mapped[TextMap] = mapped_column(Texts, comment="Text of the note, Markdown, per language")
    is_internal: Mapped[bool] = mapped_column(default=False, comment="Only the desk reads the note")
    task_title: Mapped[TextMap] = mapped_column(Texts, comment="Title of a task it adds, per language")

    for_team: Mapped[Team | None] = relationship(foreign_keys=[for_team_id])
    status: Mapped[Status | None] = relationship()
    priority: Mapped[Priority | None] = relationship()
    team: Mapped[Team | None] = relationship(foreign_keys=[team_id])
