"""Who would see more, or less, after a merge: asked of the viewers themselves, before anything is done."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.explain import who_sees_case
from models.account import Account
from models.case import Case
from models.person import Person

MOST: Final = 50


class Preview(NamedTuple):
    """Rows of person and account: who comes to see what was said on the case that ends, and who loses it."""

    gain: Sequence[Any]
    lose: Sequence[Any]
    is_other_account: bool


def preview_merge(session: Session, case: Case, into: Case) -> Preview:
    before, after = _readers(session, case), _readers(session, into)
    gain, lose = (_named(session, ids) for ids in (after - before, before - after))
    return Preview(gain, lose, case.account_id != into.account_id)


def _readers(session: Session, case: Case) -> set[int]:
    return {id_ for group in who_sees_case(session, case.id).values() for id_ in group}


def _named(session: Session, ids: set[int]) -> Sequence[Any]:
    people = (
        select(Person.first_name, Person.last_name, Account.name.label("account"))
        .join(Account, Account.id == Person.home_account_id, isouter=True)
        .where(Person.id.in_(ids))
        .order_by(Person.last_name, Person.first_name)
    )
    return session.execute(people.limit(MOST)).all() if ids else ()
