"""The reader of a mail: whether there is still one, and what he may see of a case."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import PortalSession, see_as
from app.access.standing import viewer_of
from app.database import db
from app.messages.find import is_current
from config import LANGUAGES
from models.account import Account
from models.event import CaseEvent, OutgoingMail
from models.message import Message
from models.person import Person


def active_reader(session: Session, person_id: int) -> Person | None:
    """The person, if he could sign in: active, and a customer's home account active too."""
    return session.scalar(
        select(Person)
        .outerjoin(Account, Account.id == Person.home_account_id)
        .where(
            Person.id == person_id,
            Person.active.is_(True),
            or_(Person.is_staff.is_(True), Account.is_active.is_(True)),
        )
    )


def may_still_read(session: Session, mail: OutgoingMail) -> bool:
    """Whether what it tells of, a case or a message, is in sight of its reader at this moment."""
    event, message = CaseEvent.id == mail.event_id, Message.id == mail.about_message_id
    with eyes_of(session, mail.person_id) as eyes:
        if mail.event_id is not None and eyes.scalar(select(CaseEvent.id).where(event)) is None:
            return False
        still_out = select(Message.id).where(message, is_current(clock.now()))
        return mail.about_message_id is None or eyes.scalar(still_out) is not None


def language_of(person: Person) -> str:
    return person.language if person.language in LANGUAGES else "en"


@contextmanager
def eyes_of(session: Session, person_id: int) -> Iterator[Session]:
    """A second session, in the transaction of the first, that sees what the person sees and no more.

    It starts empty: what the system has loaded into `session` cannot be found through it.
    """
    with SecondSession(session.connection()) as second:
        see_as(second, viewer_of(session, person_id))
        yield second


class SecondSession(PortalSession):
    """A session on an open connection: SQLite has one writer, so another connection would wait for it."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(db, autoflush=False)
        self._its_connection = connection

    def get_bind(self, *args: Any, **kwargs: Any) -> Connection:
        return self._its_connection
