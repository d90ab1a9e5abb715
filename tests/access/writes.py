"""Trying a write as somebody, with hands on rows that this person could never fetch."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.access.writing.by_verbs import put
from app.refused import Refused
from models.event import CaseEvent
from tests.access.seeding import Rows
from tests.worlds import World


class Hands:
    """`hands.get(Case, id)` fetches with the system's eyes; everything written is judged as the person's."""

    def __init__(self, session: Session, me: int) -> None:
        self.session, self.me = session, me

    def get(self, model: type[Any], key: Any) -> Any:
        with self.session.no_autoflush, seeing_as(self.session, SYSTEM):
            return self.session.get_one(model, key)

    def one(self, statement: Any) -> Any:
        with self.session.no_autoflush, seeing_as(self.session, SYSTEM):
            return self.session.scalars(statement).one()

    def add(self, row: Any) -> None:
        self.session.add(row)

    def record(self, event: CaseEvent, kind: str = "noted") -> None:
        """As the verbs do it."""
        put(event, self.session, kind=kind, changes={}, at=clock.now(), door="page")
        self.session.add(event)

    def remove(self, row: Any) -> None:
        self.session.delete(row)


Write = Callable[[Hands, dict[str, Rows]], None]


def passes(world: World, who: str, rows: dict[str, Rows], write: Write) -> bool:
    """Whether the session takes it. Nothing is kept."""
    me = world.person_id(who)
    with world.session(who) as session:
        try:
            with session.no_autoflush:
                write(Hands(session, me), rows)
            session.flush()
        except (Refused, DBAPIError):  # the database refuses some by itself, before the session does
            return False
        finally:
            session.rollback()
        return True
