"""A contact who goes to another account: put on record, and read again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from models.account import Account
from models.account_event import AccountEvent
from models.person import Person
from models.person_event import PersonEvent

CAME = "contact_came"
_before = aliased(Account)


def record_move(session: Session, person: Person, before_id: int | None, *, by: Viewer) -> None:
    """Two rows of one moment and one actor: the contact's own, and one of the account that says from where.

    The second names nobody, as what was done to a person is for fewer eyes than what was done to an account.
    Nothing when the contact stayed, is new, or belongs to no account any more.
    """
    if None in (before_id, person.home_account_id) or before_id == person.home_account_id:
        return
    said = {"actor_id": by.person_id, "at": clock.now()}
    came = {"account_id": person.home_account_id, "before_id": before_id}
    with session.no_autoflush, seeing_as(session, SYSTEM):
        session.add(PersonEvent(person_id=person.id, kind="moved", **said))
        session.add(AccountEvent(kind=CAME, **came, **said))
        session.flush()


def places_of_moves(
    session: Session, moves: Sequence[Any]
) -> Mapping[datetime, tuple[str | None, str | None]]:
    """From which account to which, by the moment of the move. Asks nothing when there was none."""
    if not moves:
        return {}
    rows = session.execute(
        select(AccountEvent.at, _before.name, Account.name)
        .outerjoin(_before, _before.id == AccountEvent.before_id)
        .outerjoin(Account, Account.id == AccountEvent.account_id)
        .where(AccountEvent.kind == CAME, AccountEvent.at.in_([move.at for move in moves]))
    )
    return {at: (before, after) for at, before, after in rows}
