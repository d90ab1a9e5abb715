"""Qualifications: what an account or a person has learned, and may therefore ask for."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named


class Qualification(Named, Model):
    """One of them, such as a certified technician."""

    __tablename__ = "qualification"


class AccountQualification(Model):
    """An account has a qualification, and with it each of its people."""

    __tablename__ = "account_qualification"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, comment="Which account"
    )
    qualification_id: Mapped[int] = mapped_column(
        ForeignKey("qualification.id"), primary_key=True, index=True, comment="What it has"
    )

    qualification: Mapped[Qualification] = relationship()


class PersonQualification(Model):
    """A person has a qualification."""

    __tablename__ = "person_qualification"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, comment="Who"
    )
    qualification_id: Mapped[int] = mapped_column(
        ForeignKey("qualification.id"), primary_key=True, index=True, comment="What they have"
    )

    qualification: Mapped[Qualification] = relationship()
