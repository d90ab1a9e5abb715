"""Finding the owner that a list is to be narrowed to, among the people whom the viewer sees."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, and_, func, select, true
from sqlalchemy.orm import Session

from app.cases.listing.choice import whole
from models.person import Person

MOST: Final = 20  # people whom one word may mean


def suggest_owners(session: Session, typed: str) -> Sequence[Any]:
    """The first customers whose names fit, as rows of id, first and last name."""
    return session.execute(_people(typed).where(Person.is_staff.is_not(True)).limit(MOST)).all()


def owners_meant(session: Session, owner: str) -> Sequence[Any]:
    """Who is meant by an id or by a part of a name; one more than MOST when it is not clear."""
    return session.execute(_people(owner).limit(MOST + 1)).all()


def owner_ids(owner: str) -> Select[Any]:
    """The same as a subquery of ids, for where nobody has to be told who they are."""
    return select(Person.id).where(_is_meant(owner))


def _people(owner: str) -> Select[Any]:
    names = select(Person.id, Person.first_name, Person.last_name).where(_is_meant(owner))
    return names.order_by(Person.last_name, Person.first_name, Person.id)


def _is_meant(owner: str) -> Any:
    """A number is an id, words are parts of the name, in any order."""
    number = whole(owner)
    if number is not None:
        return Person.id == number
    name = func.lower(Person.first_name + " " + Person.last_name)
    return and_(true(), *(name.contains(word, autoescape=True) for word in owner.lower().split()))
