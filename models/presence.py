"""Who has a case open at this moment, and who is typing there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, UtcDateTime


class Presence(Model):
    """The last sign of a person's open page. It means nothing any more after a minute or so."""

    __tablename__ = "presence"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, comment="On which page"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Who"
    )
    side: Mapped[str] = mapped_column(String(10), comment="customer or desk")
    is_internal: Mapped[bool] = mapped_column(
        default=False, comment="What is being typed is for the desk only"
    )
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When the page was last open")
    typed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="When something was last typed there"
    )
