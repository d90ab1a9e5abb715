"""Reasons for closing, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from models.base import TextMap
from models.closing import ClosingReason

NO_ANSWER: Final = "no_answer"


@dataclass(frozen=True)
class ReasonWord:
    """A reason as pages and mails need it."""

    id: int
    code: str
    name: TextMap
    text: TextMap
    link: str
    is_offered: bool


@dataclass(frozen=True)
class Reasons:
    """All of them in their order."""

    all: tuple[ReasonWord, ...]

    def find(self, id_: int | None) -> ReasonWord | None:
        return next((reason for reason in self.all if reason.id == id_), None)

    def called(self, code: str) -> ReasonWord | None:
        return next((reason for reason in self.all if reason.code == code), None)

    @property
    def offered(self) -> list[ReasonWord]:
        return [reason for reason in self.all if reason.is_offered]


def _read(session: Session) -> Reasons:
    columns = [getattr(ClosingReason, name) for name in ReasonWord.__annotations__]
    rows = session.execute(select(*columns).order_by(ClosingReason.rank, ClosingReason.id))
    return Reasons(tuple(ReasonWord(*row) for row in rows))


# The reasons as they are now: `closing_reasons(session)`.
closing_reasons: Kept[Reasons] = Kept(_read)
