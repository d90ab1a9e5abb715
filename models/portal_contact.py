"""Whom people turn to when they need help with the portal itself."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, TextMap, Texts


class PortalContact(Model):
    """One row. `account_id` is the account that stands for the portal: feedback becomes cases of it."""

    __tablename__ = "portal_contact"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Always 1")
    mail: Mapped[str] = mapped_column(String(320), default="", comment="Mail address for help")
    phone: Mapped[str] = mapped_column(String(40), default="", comment="Telephone number for help")
    hours: Mapped[TextMap] = mapped_column(Texts, default=dict, comment="When somebody answers, per language")
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), comment="The portal's own account, made with the first feedback"
    )
