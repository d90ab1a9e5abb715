"""What was done to an account as a whole, the newest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models.account import Account
from models.account_event import AccountEvent
from models.person import Person

MOST = 10
_other, _before = aliased(Account), aliased(Account)


def acts_on(session: Session, account_id: int) -> Sequence[Any]:
    """Rows of kind, at, other_id, other, before (names) and by, as far as the viewer sees them."""
    return session.execute(
        select(
            AccountEvent.kind,
            AccountEvent.at,
            AccountEvent.other_id,
            _other.name.label("other"),
            _before.name.label("before"),
            (Person.first_name + " " + Person.last_name).label("by"),
        )
        .outerjoin(_other, _other.id == AccountEvent.other_id)
        .outerjoin(_before, _before.id == AccountEvent.before_id)
        .outerjoin(Person, Person.id == AccountEvent.actor_id)
        .where(AccountEvent.account_id == account_id)
        .order_by(AccountEvent.id.desc())
        .limit(MOST)
    ).all()
