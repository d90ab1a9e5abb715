"""Signing in and out: one live sign-in per person, every try on record, guessing slowed down.

A try has two short transactions with the slow work between them, so that nobody waits for a hash:
`begin_attempt`, commit, `password_fits`, `finish_attempt`, commit.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash

from app import clock
from app.access.session import seeing_as
from app.access.signed_in import fingerprint
from app.access.throttle import is_throttled, origin
from app.access.viewer import SYSTEM
from models.account import Account
from models.person import Person, SignIn, SignInAttempt

LONGEST_MAIL: Final = 320
LONGEST_PASSWORD: Final = 1_000
RACES: Final = 20
# A hash of nothing that anybody knows, so that an unknown address takes as long as a wrong password.
_NOBODYS_HASH: Final = (
    "scrypt:32768:8:1$wiDa0ruWlIPhp9LM$6e409d093e62ad54df2af895d0e125b05ff6cf6414"
    "8350189ffc4bcc71286edf1b8ad94a442c00f890224bf2b32153d0750c89ee9401e62f9dcee5399065e4e5"
)


@dataclass(frozen=True)
class Attempt:
    """One try. `person_id` is None for a mail address that nobody has; only the hash can tell which."""

    id: int
    is_throttled: bool
    person_id: int | None
    password_hash: str


def begin_attempt(session: Session, *, mail: str, address: str) -> Attempt:
    """Record the try as failed until it proves right, so that tries at the same moment count one another."""
    mail, address = plain(mail), origin(address)
    with seeing_as(session, SYSTEM):
        person_id, password_hash = _find(session, mail)
        throttled = is_throttled(session, mail=mail, address=address)
        outcome = "throttled" if throttled else "wrong"
        row = SignInAttempt(mail=mail, address=address, at=clock.now(), outcome=outcome)
        session.add(row)
        session.flush()
    return Attempt(row.id, throttled, person_id, password_hash or _NOBODYS_HASH)


def plain(mail: str) -> str:
    """The address as it is stored. A look-alike stays one: Unicode would fold a Kelvin sign to k."""
    mail = mail.strip()[:LONGEST_MAIL]
    return mail.lower() if mail.isascii() else mail


def password_fits(attempt: Attempt, password: str) -> bool:
    """Takes about 0.1 s whoever is asked for. Call it outside a transaction."""
    if len(password) > LONGEST_PASSWORD:
        password = ""
    return check_password_hash(attempt.password_hash, password) and attempt.person_id is not None


def finish_attempt(session: Session, attempt: Attempt, *, address: str, user_agent: str) -> str | None:
    """After the right password: the token of a new sign-in, or None when person or account is not active."""
    assert attempt.person_id is not None
    with seeing_as(session, SYSTEM):
        active = _is_active(session, attempt.person_id)
        outcome = "signed_in" if active else "inactive"
        session.execute(update(SignInAttempt).where(SignInAttempt.id == attempt.id).values(outcome=outcome))
    if not active:
        return None
    return start_sign_in(session, person_id=attempt.person_id, address=address, user_agent=user_agent)


def start_sign_in(session: Session, *, person_id: int, address: str, user_agent: str) -> str:
    """Begin a sign-in and end the former one, without asking for a password. Returns the token.

    Two at the same moment: the database takes one, the other ends it and tries again, so one is left.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    row = {"token_hash": fingerprint(token), "person_id": person_id, "address": address[:64]}
    for left in reversed(range(RACES)):
        try:
            with session.begin_nested(), seeing_as(session, SYSTEM):
                end_sign_ins(session, person_id, "elsewhere")
                session.add(SignIn(**row, user_agent=user_agent[:200], started_at=now, seen_at=now))
                session.flush()
            return token
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")


def sign_out(session: Session, token: str) -> None:
    """End the sign-in of this token; a copied cookie is worthless from then on."""
    _end(session, "signed_out", SignIn.token_hash == fingerprint(token))


def end_sign_ins(session: Session, person_id: int, why: str = "ended") -> None:
    """End every sign-in of a person, as after a change of password or rights."""
    _end(session, why, SignIn.person_id == person_id)


def _find(session: Session, mail: str) -> tuple[int | None, str | None]:
    found = session.execute(select(Person.id, Person.password).where(Person.email == mail)).one_or_none()
    return (found[0], found[1]) if found else (None, None)


def _is_active(session: Session, person_id: int) -> bool:
    found = session.execute(
        select(Person.active, Person.is_staff, Account.is_active)
        .outerjoin(Account, Account.id == Person.home_account_id)
        .where(Person.id == person_id)
    ).one_or_none()
    return found is not None and bool(found[0] and (found[1] or found[2]))


def _end(session: Session, why: str, which: ColumnElement[bool]) -> None:
    with seeing_as(session, SYSTEM):
        session.execute(
            update(SignIn)
            .where(which, SignIn.ended_at.is_(None))
            .values(ended_at=clock.now(), ended_why=why)
            .execution_options(synchronize_session=False)
        )
