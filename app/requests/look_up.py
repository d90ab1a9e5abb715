"""Looking up an account or a contact where there are more than a menu holds: through the eyes of who asks."""

from typing import Final, NamedTuple

from sqlalchemy import select

from app.accounts.find import matches
from app.accounts.find_contact import fits
from app.cases.rights import openable
from app.request_types.definition import Answers, Field
from app.requests.known import KnownRows
from models.account import Account
from models.person import Person

KINDS: Final = ("account", "contact")
MOST_IN_MENU: Final = 50
MOST_FOUND: Final = 50
LONGEST: Final = 200  # characters of what is typed that count


class Choice(NamedTuple):
    """One that may be chosen; `hint` tells it from others of the same name."""

    code: str
    words: str
    hint: str


def look_up(known: KnownRows, field: Field, answers: Answers, typed: str) -> list[Choice]:
    """At most MOST_FOUND + 1, by name: those that `known` would take, and that fit what was typed."""
    typed = typed[:LONGEST]
    return _contacts(known, answers, typed) if field.kind == "contact" else _accounts(known, typed)


def _accounts(known: KnownRows, typed: str) -> list[Choice]:
    found = openable(known.session, known.by, matches(typed), most=MOST_FOUND + 1)
    ids = [one.id for one in found]
    asked = select(Account.id, Account.customer_id).where(Account.id.in_(ids))
    numbers = {row.id: row.customer_id for row in known.session.execute(asked)}
    return [Choice(str(one.id), one.name, numbers.get(one.id, "")) for one in found]


def _contacts(known: KnownRows, answers: Answers, typed: str) -> list[Choice]:
    people = known.session.scalars(
        select(Person)
        .where(*known.people.of(known.account_of(answers)), fits(typed))
        .order_by(Person.first_name, Person.last_name, Person.id)
        .limit(MOST_FOUND + 1)
    )
    return [Choice(str(one.id), one.full_name, one.email) for one in people]
