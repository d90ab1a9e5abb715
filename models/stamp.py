"""A counter that moves whenever set-up or the tree changes, so that caches know when they are stale."""

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class SetupStamp(Model):
    """One row. Read in the same query as the sign-in; a new value ends every cached answer."""

    __tablename__ = "setup_stamp"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Always 1")
    value: Mapped[int] = mapped_column(default=0, comment="Moves with each change of set-up or tree")
    messages: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), comment="Moves when messages or their readers change"
    )
