"""Case numbers: eight digits, increasing, never twice."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from models.case import FIRST_NUMBER, Case


def numbered(session: Session) -> dict[str, int]:
    """What a new case is given as its number. On PostgreSQL nothing: the INSERT counts, and answers it."""
    return {} if _counts(session) else {"number": next_number(session)}


def next_number(session: Session) -> int:
    """The next case number. A sequence on PostgreSQL; on SQLite the write lock makes max + 1 safe."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        if _counts(session):
            return int(session.scalars(select(func.nextval("case_number"))).one())
        highest = session.scalar(select(func.max(Case.number)))
        return max(highest or 0, FIRST_NUMBER - 1) + 1


def _counts(session: Session) -> bool:
    """Whether the database has a sequence."""
    return session.get_bind().dialect.name == "postgresql"
