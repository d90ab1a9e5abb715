"""The cases of an account that its page shows: those that moved last."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.find import rows_for
from models.case import Case

FEW: Final = 6


def moved_last_of(session: Session, by: Viewer, account_id: int) -> Sequence[Any]:
    """Open and closed ones alike, with the fields of the usual columns; one range of an index."""
    query = rows_for(by).where(Case.account_id == account_id)
    return session.execute(query.order_by(Case.updated_at.desc(), Case.id.desc()).limit(FEW)).all()
