"""Who follows a case: as conditions that a statement about cases can ask, and by name of one case."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.account import Account
from models.case import Case
from models.subscription import AccountWatch, CaseSeen, Subscription


def mine(me: Any) -> ColumnElement[bool]:
    """The row that says whether this person follows the case or has left it."""
    return and_(Subscription.case_id == Case.id, Subscription.person_id == me)


def watched_since(me: Any) -> ScalarSelect[Any]:
    """Since when this person watches all cases of its account, or of one above it with what is below.

    None for who does not.
    """
    since = select(func.min(AccountWatch.at)).where(AccountWatch.person_id == me, watches())
    return since.correlate(Case).scalar_subquery()


def seen_by_watcher(me: Any) -> ScalarSelect[Any]:
    """Up to when this person has seen it who watches its account."""
    seen = select(CaseSeen.seen_at).where(CaseSeen.case_id == Case.id, CaseSeen.person_id == me)
    return seen.correlate(Case).scalar_subquery()


def watches() -> ColumnElement[bool]:
    """Whether the watch is one of the account of the case."""
    place = aliased(Account, name="watched_place")
    step = "/" + cast(AccountWatch.account_id, String) + "/"
    below = exists().where(place.id == Case.account_id, place.path.contains(step))
    below = below.correlate(Case, AccountWatch)  # two statements further out, SQLAlchemy would ask any case
    return or_(AccountWatch.account_id == Case.account_id, and_(AccountWatch.with_below, below))


def followers_of(session: Session, case: Any) -> set[int]:
    """The owner, who is subscribed and who watches the account, without those who left this case.

    Needs the system's eyes. Whether they may see it is asked when they are told.
    """
    columns = Subscription.person_id, Subscription.is_muted
    said = dict(session.execute(select(*columns).where(Subscription.case_id == case.id)).all())
    left = {person for person, is_muted in said.items() if is_muted}
    return ({case.owner_id, *said} | watchers_of(session, case)) - left


def watchers_of(session: Session, case: Any) -> set[int]:
    """Who watches the account of the case, or one above it with what is below. Needs the system's eyes."""
    watching = select(AccountWatch.person_id).join(Case, Case.id == case.id)
    return set(session.scalars(watching.where(watches())))
