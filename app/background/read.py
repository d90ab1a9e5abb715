"""What a person asked of the worker lately."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.background_work import BackgroundWork

MOST_LISTED: Final = 50


def recent(session: Session) -> Sequence[BackgroundWork]:
    """The newest first, as far as the viewer sees any: only one's own."""
    newest = select(BackgroundWork).order_by(BackgroundWork.id.desc()).limit(MOST_LISTED)
    return session.scalars(newest.where(BackgroundWork.state != "prepared")).all()
