"""Who is behind a request: the sign-in record of the token, its person, and the viewer that follows."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import current_app, g, has_request_context, request
from flask_login import UserMixin
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from app import clock
from app.access.acting import as_picked
from app.access.reading import READING
from app.access.session import see_as, seeing_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.database import PLANNED_ONCE, db
from models.account import Account
from models.person import Person, SignIn
from models.stamp import SetupStamp

SEEN_EVERY = 300  # seconds

# Asked by every request, so put together once; columns, for two entities cost more than the query.
_BEHIND: Final = (
    select(
        SignIn.id.label("sign_in_id"),
        SignIn.started_at,
        SignIn.seen_at,
        SignIn.ended_at,
        SignIn.ended_why,
        Person.id,
        Person.first_name,
        Person.last_name,
        Person.email,
        Person.active,
        Person.is_staff,
        Person.language,
        Person.time_zone,
        Person.home_account_id,
        Person.messages_read,
        Account.is_active.label("account_is_active"),
        select(SetupStamp.value).scalar_subquery().label("set_up_at"),
        select(SetupStamp.messages).scalar_subquery().label("messages_at"),
    )
    .select_from(SignIn)
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Account, Account.id == Person.home_account_id)
    .where(SignIn.token_hash == bindparam("token_hash"))
    .execution_options(**PLANNED_ONCE)
)


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The person behind this request: Flask-Login's `current_user`, in plain values."""

    id: int
    first_name: str
    last_name: str
    email: str
    is_staff: bool
    language: str | None
    time_zone: str | None
    home_account_id: int | None
    token: str
    counters: tuple[int, int]  # everybody's and one's own, at the start of this request

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the token of the sign-in, not the person's id."""
        return self.token

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_customer(self) -> bool:
        return not self.is_staff


def fingerprint(token: str) -> str:
    """What is stored of a token: a leaked database signs nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_behind(token: str) -> SignedIn | None:
    """Flask-Login's user loader. One query; it also tells the database session who is looking.

    When the sign-in no longer counts, `g.sign_in_ended` says why and nobody is signed in.
    """
    session: Session = db.session()
    found = _row(session, token)
    if found is None:
        return None
    why = _why_ended(found)
    if why is not None:
        g.sign_in_ended = why
        _note(session, found, ended_at=clock.now(), ended_why=why)
        return None
    _note_seen(session, found)
    see_as(session, as_picked(session, viewer_of(session, found.id, found.set_up_at or 0)))
    return _signed_in(found, token)


def _signed_in(found: Any, token: str) -> SignedIn:
    return SignedIn(
        id=found.id,
        first_name=found.first_name or "",
        last_name=found.last_name or "",
        email=found.email,
        is_staff=bool(found.is_staff),
        language=found.language,
        time_zone=found.time_zone,
        home_account_id=found.home_account_id,
        token=token,
        counters=(found.messages_at or 0, found.messages_read),
    )


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


def _why_ended(found: Any) -> str | None:
    """Why this sign-in no longer counts; None when it does."""
    now = clock.now()
    if found.ended_at is not None:
        return str(found.ended_why or "ended")
    if not found.active or (not found.is_staff and not found.account_is_active):
        return "ended"
    if now - found.seen_at > current_app.config["SIGN_IN_IDLE"]:
        return "idle"
    if now - found.started_at > current_app.config["SIGN_IN_LIFETIME"]:
        return "expired"
    return None


def _note_seen(session: Session, found: Any) -> None:
    """Write the time now and then. A page that asks for news by itself does not keep a sign-in awake."""
    now: datetime = clock.now()
    if (now - found.seen_at).total_seconds() >= SEEN_EVERY and not _is_polling():
        _note(session, found, seen_at=now)


def _is_polling() -> bool:
    view = current_app.view_functions.get(request.endpoint or "") if has_request_context() else None
    return bool(getattr(view, "is_polled", False))


def _note(session: Session, found: Any, **values: Any) -> None:
    """Write about a live sign-in, in a transaction of its own so that reading a page stays reading.

    A request that writes holds SQLite's lock already and could only wait for itself: the next page writes it.
    """
    if not has_request_context() or request.method not in READING:
        return
    with suppress(OperationalError), Session(db.engine) as own:
        live = SignIn.id == found.sign_in_id, SignIn.ended_at.is_(None)
        own.execute(update(SignIn).where(*live).values(**values))
        own.commit()
