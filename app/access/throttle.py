"""Slowing down who guesses: failures per person and per address, in rows that all processes share."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import clock
from models.person import SignInAttempt

WINDOW: Final = timedelta(minutes=15)
PER_PERSON: Final = 10
PER_ADDRESS: Final = 50
KNOWN_FOR: Final = timedelta(days=30)
FAILED: Final = ("wrong", "inactive")


def origin(address: str) -> str:
    """What is counted of an Internet address: all of IPv4; of IPv6 the /64, which one home has."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return f"{IPv6Address(int(known) >> 64 << 64)}/64"


def is_throttled(session: Session, *, mail: str, address: str) -> bool:
    """Whether this try comes after too many failures. Needs eyes that see attempts.

    Throttled tries are not counted, so the wait ends by itself. Who signed in from here before is counted by
    the failures from here alone: a stranger elsewhere cannot lock anybody out.
    """
    whose = SignInAttempt.mail == mail
    here = SignInAttempt.address == address
    if _failures(session, here) >= PER_ADDRESS:
        return True
    both = whose & here if _is_known(session, whose & here) else whose
    return _failures(session, both) >= PER_PERSON


def _is_known(session: Session, which: ColumnElement[bool]) -> bool:
    since = clock.now() - KNOWN_FOR
    came_in = SignInAttempt.outcome == "signed_in"
    found = select(SignInAttempt.id).where(which, came_in, SignInAttempt.at > since).limit(1)
    return session.scalar(found) is not None


def _failures(session: Session, which: ColumnElement[bool]) -> int:
    since = clock.now() - WINDOW
    failed = select(func.count(SignInAttempt.id)).where(
        which, SignInAttempt.at > since, SignInAttempt.outcome.in_(FAILED)
    )
    return session.scalar(failed) or 0
