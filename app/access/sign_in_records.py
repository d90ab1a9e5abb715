"""The records of signing in: who, when, from where, why it ended, and the tries that failed."""

from datetime import timedelta
from typing import Any, Final

from flask import current_app
from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from app import clock
from models.person import Person, SignIn, SignInAttempt

LIVE: Final = "live"
ENDINGS: Final = ("signed_out", "elsewhere", "idle", "expired", "ended")
FAILED: Final = "failed"
FAILURES: Final = ("wrong", "inactive", "throttled")
MOST_PEOPLE: Final = 100
LONGEST_SEARCH: Final = 320


def sign_ins() -> Any:
    """The columns of a page of sign-ins; whose, the session decides."""
    person = (Person.first_name, Person.last_name, Person.email)
    known = (SignIn.started_at, SignIn.seen_at, SignIn.ended_at, SignIn.ended_why, SignIn.address)
    found: Any = select(SignIn.id, SignIn.person_id, *known, SignIn.user_agent, *person)
    return found.outerjoin(SignIn.person)


def chosen_sign_ins(session: Session, *, typed: str, outcome: str) -> Any:
    """Those of the people meant by `typed` that are live or ended so; an unknown outcome means all."""
    found = sign_ins()
    if outcome == LIVE or outcome in ENDINGS:
        found = found.where(_is(outcome))
    if typed:
        found = found.where(SignIn.person_id.in_([one.id for one in _people(session, typed)]))
    return found


def chosen_failures(session: Session, *, typed: str, outcome: str) -> Any:
    """Tries that failed, with an address of the people meant or one that begins as typed."""
    kinds = [outcome] if outcome in FAILURES else FAILURES
    columns = (SignInAttempt.id, SignInAttempt.mail, SignInAttempt.address, SignInAttempt.at)
    found: Any = select(*columns, SignInAttempt.outcome).where(SignInAttempt.outcome.in_(kinds))
    if typed:
        known = SignInAttempt.mail.in_([one.email for one in _people(session, typed)])
        found = found.where(or_(known, SignInAttempt.mail.startswith(typed.lower(), autoescape=True)))
    return found


def outcome_of(row: Any) -> str:
    """LIVE, or why this sign-in ended: one that nobody comes back to is over before it is written down."""
    if row.ended_at is not None:
        return str(row.ended_why or "ended")
    idle_since, old_since = _bounds()
    if row.seen_at <= idle_since:
        return "idle"
    return "expired" if row.started_at <= old_since else LIVE


def forget_old_records(session: Session, *, days: int) -> None:
    """Delete what is older. No sign-in that still counts is: it lives for hours. The caller commits."""
    since = clock.now() - timedelta(days=days)
    over = func.coalesce(SignIn.ended_at, SignIn.seen_at) < since
    for model, old in ((SignIn, over), (SignInAttempt, SignInAttempt.at < since)):
        session.execute(delete(model).where(old).execution_options(synchronize_session=False))


def _is(outcome: str) -> ColumnElement[bool]:
    """The same as `outcome_of`, as a condition."""
    idle_since, old_since = _bounds()
    unended, was_seen = SignIn.ended_at.is_(None), SignIn.seen_at > idle_since
    states: dict[str, ColumnElement[bool]] = {
        LIVE: and_(unended, was_seen, SignIn.started_at > old_since),
        "idle": and_(unended, SignIn.seen_at <= idle_since),
        "expired": and_(unended, was_seen, SignIn.started_at <= old_since),
    }
    if outcome == LIVE:
        return states[LIVE]
    said = and_(SignIn.ended_at.is_not(None), func.coalesce(SignIn.ended_why, "ended") == outcome)
    return or_(said, states[outcome]) if outcome in states else said


def _bounds() -> tuple[Any, Any]:
    """Before when a sign-in must have been seen, and begun, to be over."""
    now, config = clock.now(), current_app.config
    return now - config["SIGN_IN_IDLE"], now - config["SIGN_IN_LIFETIME"]


def _people(session: Session, typed: str) -> list[Any]:
    """(id, email) of those whose name or mail address has every word that was typed."""
    told = func.lower(Person.first_name + " " + Person.last_name + " " + Person.email)
    words = [told.contains(word, autoescape=True) for word in typed.lower().split()[:5]]
    found = select(Person.id, Person.email).where(*words).order_by(Person.id).limit(MOST_PEOPLE)
    return list(session.execute(found))
