"""How many cases each view holds: all of them in one question, each counted to a limit."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.choice import Choice
from app.cases.listing.find import most_counted
from app.cases.listing.sought import conditions
from models.case import Case

MOST_VIEWS: Final = 60


def count_views(session: Session, by: Viewer, views: Mapping[str, Choice], zone: str) -> dict[str, int]:
    """By the code of the view, for at most MOST_VIEWS; one more than `most_counted` stands for many."""
    codes = list(views)[:MOST_VIEWS]
    counts = []
    for code in codes:
        where = conditions(session, by, views[code], zone)
        some = select(Case.id).where(*where).limit(most_counted(views[code]) + 1).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery())
    found = session.execute(select(*counts)).one() if counts else ()
    return dict(zip(codes, found, strict=True))
