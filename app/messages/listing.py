"""The writers' list: all messages by state, the last changed first."""

from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.keyset import Page, fetch
from app.messages.find import words_of
from app.messages.rights import require_writing
from models.message import STATES, Message

PAGE: Final = 25
COLUMNS: Final[tuple[Any, ...]] = (
    Message.id,
    Message.kind,
    Message.title,
    Message.state,
    Message.is_urgent,
    Message.visible_from,
    Message.visible_until,
    Message.updated_at,
)


def written_page(session: Session, by: Viewer, *, state: str, q: str, after: str, before: str) -> Page:
    """One page of rows of COLUMNS, of every state when `state` is none of STATES. Raises NotAllowed."""
    require_writing(by)
    query: Select[Any] = select(*COLUMNS)
    if state in STATES:
        query = query.where(Message.state == state)
    for word in words_of(q):
        query = query.where(Message.words.contains(word, autoescape=True))
    keys = (Message.updated_at, Message.id)
    return fetch(session, query, keys, descending=True, size=PAGE, after=after, before=before)


def numbers(session: Session, by: Viewer) -> dict[str, int]:
    """How many messages there are in each state."""
    require_writing(by)
    counted = select(Message.state, func.count(Message.id)).group_by(Message.state)
    found: dict[str, int] = dict(session.execute(counted).all())
    return {state: found.get(state, 0) for state in STATES}
