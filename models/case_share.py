"""One case, shown to somebody who would not see it: a person or an account, until a moment."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Model, UtcDateTime
from models.case import Case
from models.person import Person


class CaseShare(Model):
    """Either a person or an account. It ends by the clock alone; ended before, the row goes."""

    __tablename__ = "case_share"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True, comment="Which case"
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), index=True, comment="With whom; empty: with an account"
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, comment="With whose people; empty: a person"
    )
    may_write: Mapped[bool] = mapped_column(default=False, comment="They may write notes, not only read")
    until: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it ends")
    shared_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), index=True, comment="Who shared it")
    shared_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")

    case: Mapped[Case] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    account: Mapped[Account | None] = relationship()
    shared_by: Mapped[Person | None] = relationship(foreign_keys=[shared_by_id])
