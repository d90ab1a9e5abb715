"""What is done with secrets by the clock and the operator: erasing them, changing keys, finding lost ones."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.secrets.access import erase
from app.secrets.keep import place_of
from app.secrets.seal import key_ring
from models.case import Case
from models.secret import Secret, SupportAccess

AT_ONCE: Final = 200


def erase_old(session: Session) -> int:
    """Erase what belongs to cases that closed SECRET_DAYS ago, as the system; answers how many."""
    before = clock.now() - timedelta(days=current_app.config["SETTINGS"].secret_days)
    due = select(Secret).join(Case, Case.id == Secret.case_id)
    due = due.where(Case.is_open.is_(False), Case.closed_at <= before, Secret.erased_at.is_(None))
    found = session.scalars(due.limit(AT_ONCE).with_for_update(of=Secret, skip_locked=True)).all()
    for secret in found:
        erase(secret)
        session.add(_on_record(secret))
    session.flush()
    return len(found)


def _on_record(secret: Secret) -> SupportAccess:
    return SupportAccess(
        case_id=secret.case_id, person_id=None, kind="erased", field=secret.field, at=clock.now()
    )


def seal_anew(session: Session) -> int:
    """Seal with the newest key what an older one sealed; answers how many. Raises CannotOpen."""
    ring, done = key_ring(), 0
    older = select(Secret).where(Secret.erased_at.is_(None), Secret.key_id != ring.newest)
    while found := session.scalars(older.order_by(Secret.id).limit(AT_ONCE).with_for_update()).all():
        for secret in found:
            text = ring.unseal(secret.sealed, bound_to=place_of(secret))
            secret.sealed, secret.key_id = ring.seal(text, bound_to=place_of(secret)), ring.newest
        session.commit()
        done += len(found)
    return done


def flaws_of_secrets(session: Session) -> Iterator[str]:
    """A sentence for each key that something is sealed with and that this portal was not given."""
    used = session.scalars(select(Secret.key_id).where(Secret.erased_at.is_(None)).distinct())
    for name in sorted(set(used) - key_ring().names):
        yield f"SECRETS_KEYS lacks the key {name}, with which credentials are sealed. Put it behind the new."
