"""Who will read a note that is being written: said by the rules that decide it, sight and mail."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.access.explain import who_may
from app.access.place import Place
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.access.visibility import people
from app.access.writing.places import place_of_account
from app.database import PLANNED_ONCE
from models.person import Person
from models.role import EVERY
from models.subscription import Subscription

MOST_KEPT = 200


class Follower(NamedTuple):
    """Who is subscribed; without name when the writer may not know it. `is_new`: since the last note."""

    name: str
    is_new: bool


class Readers(NamedTuple):
    """Whom a public note reaches besides owner and desk: who is subscribed, and how many others may see it.

    `others` counts those whom the writer may know; `has_hidden` tells that there are more.
    """

    followers: list[Follower]
    others: int
    has_hidden: bool


class _Sight(NamedTuple):
    customers: frozenset[int]
    known: frozenset[int]


_kept: WeakKeyDictionary[Viewer, dict[int, _Sight]] = WeakKeyDictionary()
_asked: WeakKeyDictionary[Viewer, Any] = WeakKeyDictionary()


def readers_of(session: Session, by: Viewer, case: Any, since: Any) -> Readers:
    """One question, once it is known who sees the cases of this account; that is kept with the viewer."""
    if case.is_shared:
        sight = _look(session, by, _of_case(session, case))
    else:
        sight = _sight(session, by, case.account_id)
    followers = [
        one for one in _followers(session, by, case, since) if one.is_staff or one.id in sight.customers
    ]
    told = {case.owner_id, by.person_id, *(one.id for one in followers)}
    seen = [_follower(one) for one in followers if one.id != by.person_id]
    rest = sight.customers - told
    return Readers(seen, len(rest & sight.known), bool(rest - sight.known))


def _followers(session: Session, by: Viewer, case: Any, since: Any) -> Sequence[Any]:
    """Who is subscribed, but owner and assignee: they are named apart."""
    if not case.has_followers:
        return []
    if by not in _asked:
        _asked[by] = _following(by)
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = session.execute(_asked[by], {"in_case": case.id, "said_last": since}).all()
    return [one for one in found if one.id not in (case.owner_id, case.assignee_id)]


def _following(by: Viewer) -> Any:
    """Put together once per viewer: whom that person may know is part of it."""
    return (
        select(
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.is_staff,
            people(by).label("is_known"),
            (Subscription.at > bindparam("said_last")).label("is_new"),
        )
        .join(Subscription, Subscription.person_id == Person.id)
        .where(Subscription.case_id == bindparam("in_case"), Subscription.is_muted.is_(False))
        .where(Person.active.is_(True))
        .order_by(Person.first_name, Person.id)
        .execution_options(**PLANNED_ONCE)
    )


def _follower(row: Any) -> Follower:
    name = f"{row.first_name} {row.last_name}".strip() if row.is_known else ""
    return Follower(name, bool(row.is_new))


def _sight(session: Session, by: Viewer, account_id: int) -> _Sight:
    """The customers who may see the cases of an account. A viewer lives until set-up or tree move."""
    kept = _kept.setdefault(by, {})
    if account_id not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[account_id] = _look(session, by, _of_account(session, account_id))
    return kept[account_id]


def _of_account(session: Session, account_id: int) -> Place:
    with session.no_autoflush, seeing_as(session, SYSTEM):
        return place_of_account(session, account_id)


def _of_case(session: Session, case: Any) -> Place:
    """With whom this one was shared reads it too."""
    return _of_account(session, case.account_id)._replace(case_id=case.id)


def _look(session: Session, by: Viewer, place: Place) -> _Sight:
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = who_may(session, "case.view", place)
        ids = {id_ for reason, group in found.items() if reason.relation != EVERY for id_ in group}
        known = select(Person.id).where(Person.id.in_(sorted(ids)), people(by))
        return _Sight(frozenset(ids), frozenset(session.scalars(known)))
