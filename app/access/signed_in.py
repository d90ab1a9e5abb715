"""Who is behind a request: the sign-in record of the token, its person, and the viewer that follows."""

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from flask import current_app, g, has_request_context, request
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, load_only

from app import clock
from app.access.session import see_as, seeing_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.database import PLANNED_ONCE, READING, db
from models.account import Account
from models.person import Person, SignIn
from models.stamp import SetupStamp

SEEN_EVERY = 300  # seconds

_OF_THE_PERSON: Final = (
    Person.first_name,
    Person.last_name,
    Person.email,
    Person.active,
    Person.is_staff,
    Person.language,
    Person.time_zone,
    Person.home_account_id,
    Person.messages_read,
)
# Asked by every request, so put together once.
_BEHIND: Final = (
    select(
        SignIn,
        Person,
        Account.is_active,
        select(SetupStamp.value).scalar_subquery(),
        select(SetupStamp.messages).scalar_subquery(),
    )
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Account, Account.id == Person.home_account_id)
    .where(SignIn.token_hash == bindparam("token_hash"))
    .options(load_only(*_OF_THE_PERSON))
    .execution_options(**PLANNED_ONCE)
)


def fingerprint(token: str) -> str:
    """What is stored of a token: a leaked database signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_behind(token: str) -> Person | None:
    """Flask-Login's user loader. One query; it also tells the database session who is looking.

    When the sign-in no longer counts, `g.sign_in_ended` says why and nobody is signed in.
    """
    session: Session = db.session()
    found = _row(session, token)
    if found is None:
        return None
    sign_in, person, account_is_active, at, messages_at = found
    why = _why_ended(sign_in, person, account_is_active)
    if why is not None:
        g.sign_in_ended = why
        _note(session, sign_in, ended_at=clock.now(), ended_why=why)
        return None
    _note_seen(session, sign_in)
    see_as(session, viewer_of(session, person.id, at or 0))
    assert isinstance(person, Person)
    person.token, person.messages_at = token, (messages_at or 0, person.messages_read)
    return person


def _row(session: Session, token: str) -> Any:
    """The first question of a request. A server that restarted meanwhile is asked again, and nobody notices.

    A ping by the pool before each use would cost every request a round trip.
    """
    values = {"token_hash": fingerprint(token)}
    with seeing_as(session, SYSTEM):
        try:
            return session.execute(_BEHIND, values).one_or_none()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            session.rollback()
            return session.execute(_BEHIND, values).one_or_none()


def _why_ended(sign_in: SignIn, person: Person, account_is_active: bool | None) -> str | None:
    """Why this sign-in no longer counts; None when it does."""
    now = clock.now()
    if sign_in.ended_at is not None:
        return sign_in.ended_why or "ended"
    if not person.active or (not person.is_staff and not account_is_active):
        return "ended"
    if now - sign_in.seen_at > current_app.config["SIGN_IN_IDLE"]:
        return "idle"
    if now - sign_in.started_at > current_app.config["SIGN_IN_LIFETIME"]:
        return "expired"
    return None


def _note_seen(session: Session, sign_in: SignIn) -> None:
    """Write the time now and then. A page that asks for news by itself does not keep a sign-in awake."""
    now: datetime = clock.now()
    if (now - sign_in.seen_at).total_seconds() >= SEEN_EVERY and not _is_polling():
        _note(session, sign_in, seen_at=now)


def _is_polling() -> bool:
    view = current_app.view_functions.get(request.endpoint or "") if has_request_context() else None
    return bool(getattr(view, "is_polled", False))


def _note(session: Session, sign_in: SignIn, **values: Any) -> None:
    """Write about a live sign-in, in a transaction of its own so that reading a page stays reading.

    A request that writes holds SQLite's lock already and could only wait for itself: the next page writes it.
    """
    if not has_request_context() or request.method not in READING:
        return
    with suppress(OperationalError), Session(session.get_bind()) as own:
        own.execute(update(SignIn).where(SignIn.id == sign_in.id, SignIn.ended_at.is_(None)).values(**values))
        own.commit()
