"""What was done to an account or a contact as a whole, the newest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models.account import Account
from models.account_event import AccountEvent
from models.person import Person
from models.person_event import PersonEvent

MOST = 10
_other, _before, _person = aliased(Account), aliased(Account), aliased(Person)


def acts_on_person(session: Session, person_id: int) -> Sequence[Any]:
    """Rows of kind, at, other_id, other and by (names), as far as the viewer sees them."""
    return session.execute(
        select(
            PersonEvent.kind,
            PersonEvent.at,
            PersonEvent.other_id,
            _full_name(_person).label("other"),
            _full_name(Person).label("by"),
        )
        .outerjoin(_person, _person.id == PersonEvent.other_id)
        .outerjoin(Person, Person.id == PersonEvent.actor_id)
        .where(PersonEvent.person_id == person_id)
        .order_by(PersonEvent.id.desc())
        .limit(MOST)
    ).all()


def _full_name(person: Any) -> Any:
    return person.first_name + " " + person.last_name


def acts_on(session: Session, account_id: int) -> Sequence[Any]:
    """Rows of kind, at, other_id, other, before (names) and by, as far as the viewer sees them."""
    return session.execute(
        select(
            AccountEvent.kind,
            AccountEvent.at,
            AccountEvent.other_id,
            _other.name.label("other"),
            _before.name.label("before"),
            _full_name(Person).label("by"),
        )
        .outerjoin(_other, _other.id == AccountEvent.other_id)
        .outerjoin(_before, _before.id == AccountEvent.before_id)
        .outerjoin(Person, Person.id == AccountEvent.actor_id)
        .where(AccountEvent.account_id == account_id)
        .order_by(AccountEvent.id.desc())
        .limit(MOST)
    ).all()
