"""Moving the counters by which everybody knows whether what is kept for them between pages still holds.

Kept are the unread messages (`app.messages.unread`) and the views of the case list
(`app.cases.own_views.kept`). One counter stands beside the set-up stamp and moves for all, one with each
person and moves for that one. Both come along with the query that loads the signed-in person.
"""

import secrets
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.access.stamping import LARGEST
from app.access.writing.change import CHANGE, Change
from models.list_view import ListView
from models.message import Message, MessageAudience, MessageRead
from models.person import Person, Preference
from models.stamp import SetupStamp

OF_ONE: Final = (MessageRead, ListView, Preference)
# What readers notice of a message; the worker's own bookkeeping is not among it.
NOTICED: Final = ("title", "is_urgent", "state", "visible_from", "visible_until", "for_everyone")


def move_counters(session: Session, written: Iterable[Change]) -> None:
    """In the transaction of the change, and to a value that no transaction taken back can have had."""
    written = list(written)
    if are_noticed(written):
        count_anew(session)
    theirs = {change.row.person_id for change in written if isinstance(change.row, OF_ONE)}
    for person_id in sorted(theirs):
        count_anew_for(session, person_id)


def are_noticed(written: Iterable[Change]) -> bool:
    """Whether others notice anything of these changes."""
    return any(_is_noticed(change) for change in written)


def count_anew_for(session: Session, person_id: int) -> None:
    """Let what is kept for one person be asked again."""
    moved = {"messages_read": secrets.randbelow(LARGEST), "changed_on": Person.changed_on}
    _write(session, update(Person).where(Person.id == person_id).values(**moved))


def count_anew(session: Session) -> None:
    """Let what is kept for everybody be asked again at the next page."""
    _write(session, update(SetupStamp).values(messages=secrets.randbelow(LARGEST)))


def _is_noticed(change: Change) -> bool:
    if isinstance(change.row, MessageAudience):
        return True
    if isinstance(change.row, ListView):
        return change.row.is_shared or change.touches("audience")
    return isinstance(change.row, Message) and (change.kind != CHANGE or change.touches(*NOTICED))


def _write(session: Session, statement: Any) -> None:
    """Past the session: it would take a change of a person for one of set-up, and end every cached answer."""
    session.connection().execute(statement)
