"""The scale of severity, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from models.base import TextMap
from models.severity import Severity


@dataclass(frozen=True, eq=False)
class SeverityWord:
    """A severity as pages need it."""

    id: int
    code: str
    name: TextMap
    definition: TextMap
    is_offered: bool


def _read(session: Session) -> dict[int, SeverityWord]:
    columns = (Severity.id, Severity.code, Severity.name, Severity.definition, Severity.is_offered)
    rows = session.execute(select(*columns).order_by(Severity.rank, Severity.id))
    return {row.id: SeverityWord(*row) for row in rows}


# All severities by id, the most severe first: `severities(session)`.
severities: Kept[dict[int, SeverityWord]] = Kept(_read)
