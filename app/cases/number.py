"""Case numbers: eight digits, increasing, never twice."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from models.case import FIRST_NUMBER, Case


def next_number(session: Session) -> int:
    """The next case number. A sequence on PostgreSQL; on SQLite the write lock makes max + 1 safe."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        if session.get_bind().dialect.name == "postgresql":
            return int(session.scalars(select(func.nextval("case_number"))).one())
        highest = session.scalar(select(func.max(Case.number)))
        return max(highest or 0, FIRST_NUMBER - 1) + 1
