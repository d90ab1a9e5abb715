"""Fixed names for rows that administrators add: from the English word, and never twice."""

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM

LONGEST = 32


def free_code(session: Session, model: Any, text: str) -> str:
    """ "Waits for parts" gives waits_for_parts, and waits_for_parts_2 when that is taken."""
    plain = re.sub("[^a-z0-9]+", "_", text.lower()).strip("_")[:LONGEST] or "own"
    with session.no_autoflush, seeing_as(session, SYSTEM):
        taken = set(session.scalars(select(model.code).where(model.code.startswith(plain, autoescape=True))))
    return next(code for code in _tries(plain, len(taken)) if code not in taken)


def _tries(plain: str, taken: int) -> list[str]:
    return [plain, *(f"{plain}_{number}" for number in range(2, taken + 3))]
