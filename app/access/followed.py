"""Whether others follow a case: a yes or no that shows no row, so every reader of the case may ask it."""

from sqlalchemy import ColumnElement, exists, func

from models.case import Case
from models.subscription import Subscription

# A name of its own: sessions hide the rows of others, but not that there are some.
_others = Subscription.__table__.alias("others_subscription")


def is_followed_by_others(me: int) -> ColumnElement[bool]:
    """For a statement about cases: whether anyone is subscribed but this person, owner and assignee."""
    c = _others.c
    is_other = (
        c.person_id != me,
        c.person_id != Case.owner_id,
        c.person_id != func.coalesce(Case.assignee_id, 0),
    )
    return exists().where(c.case_id == Case.id, c.is_muted.is_(False), *is_other).correlate(Case)
