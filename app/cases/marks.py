"""What the marks beside a case say: something is new, one follows it.

A page that shows a case writes nothing; it posts that somebody looks at it (`see`), as messages do. "New"
is the owner's: it goes when the owner looks, and everybody reads it. Who follows has an own mark besides.
"""

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Integer, Select, bindparam, func, or_, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.cases.following import mine, seen_by_watcher, watched_since
from app.events import own_mark
from models.case import Case
from models.subscription import Subscription

# What a list of cases selects for the marks beside them.
COLUMNS: Final = (
    Case.owner_id,
    Case.last_note_at,
    Case.last_mail_at,
    Case.owner_seen_at,
    Case.escalation_state,
)


class Following(NamedTuple):
    """How one stands to a case: since when one is told of it, and up to when one has seen it.

    `is_muted` is None for who has neither subscribed nor left, and may watch its account all the same.
    """

    at: datetime | None = None
    seen_at: datetime | None = None
    is_muted: bool | None = None
    watched_at: datetime | None = None

    @property
    def since(self) -> datetime | None:
        return self.seen_at or self.at or self.watched_at


class Marks(NamedTuple):
    """What is shown. `is_unread` is one's own mark, the others are the same for all who see the case."""

    has_new_note: bool = False
    has_new_mail: bool = False
    is_unread: bool = False
    is_followed: bool = False
    is_escalated: bool = False
    is_escalation_handled: bool = False
    is_escalation_resolved: bool = False


NOTHING: Final = Following()


def marks_of(case: Any, by: Viewer, following: Following = NOTHING) -> Marks:
    """`case` has the COLUMNS."""
    note, mail = (_is_newer(at, case.owner_seen_at) for at in (case.last_note_at, case.last_mail_at))
    follows = is_told(case, by, following)
    has_own = follows and case.owner_id != by.person_id
    unread = has_own and any(_is_newer(at, following.since) for at in (case.last_note_at, case.last_mail_at))
    return Marks(note, mail, unread, follows, *_of_escalation(case.escalation_state))


def _of_escalation(state: str | None) -> tuple[bool, bool, bool]:
    """(escalated, being handled or cancelled, resolved)"""
    is_raised, is_resolved = state == "raised", state in ("closed", "completed")
    return is_raised, state is not None and not (is_raised or is_resolved), is_resolved


def is_told(case: Any, by: Viewer, following: Following) -> bool:
    """Whether mails about it come: to who follows it, and to its owner; not to who left it."""
    if following.is_muted is not None:
        return not following.is_muted
    return following.watched_at is not None or case.owner_id == by.person_id


def with_following(query: Select[Any]) -> Select[Any]:
    """Cases with what `following` reads: how the person who is given as `me` stands to each of them."""
    me = bindparam("me", type_=Integer)
    columns = (
        Subscription.at.label("follow_at"),
        func.coalesce(Subscription.seen_at, seen_by_watcher(me)).label("follow_seen"),
        Subscription.is_muted.label("follow_muted"),
        watched_since(me).label("watched_at"),
    )
    return query.join(Subscription, mine(me), isouter=True).add_columns(*columns)


def following(case: Any) -> Following:
    """Of a row that `with_following` has asked for, or a page of a case."""
    return Following(case.follow_at, case.follow_seen, case.follow_muted, case.watched_at)


def see(session: Session, *, by: Viewer, case: Any) -> None:
    """This person has looked at the case now. Who may see it but not edit it looks all the same."""
    now = clock.now()
    if case.owner_id == by.person_id:
        unseen = or_(Case.owner_seen_at.is_(None), Case.owner_seen_at < now)
        seen = update(Case).where(Case.id == case.id, Case.owner_id == by.person_id, unseen)
        with seeing_as(session, SYSTEM):
            session.execute(seen.values(owner_seen_at=now).execution_options(synchronize_session=False))
    found = own_mark(session, case.id, by.person_id) if by.person_id else None
    if found is not None:
        found.seen_at = now
        session.flush()


def _is_newer(at: datetime | None, seen: datetime | None) -> bool:
    return at is not None and (seen is None or at > seen)
