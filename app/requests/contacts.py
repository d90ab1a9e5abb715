"""Who may be the contact of a request: the people of its account, and oneself if one may open it."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.accounts.read import belong_to
from app.cases.listing.choice import whole
from models.person import Person

MOST: Final = 51  # one more than a menu holds: then they are looked up


class Contacts:
    """Through the eyes of `by`. `opens_for` says whether `by` may be the customer of this account.

    Each is asked about once: an object of this lives one request.
    """

    def __init__(self, session: Session, by: Viewer, opens_for: Callable[[int | None], bool]) -> None:
        self._session, self._by, self._opens_for = session, by, opens_for
        self._known: dict[tuple[str, int | None], bool] = {}

    def of(self, account: int | None) -> tuple[ColumnElement[bool], ...]:
        """The condition on people."""
        its_own = belong_to(account or 0) & Person.is_staff.is_not(True)
        oneself = Person.id == self._by.person_id
        return Person.active.is_(True), or_(oneself, its_own) if self._opens_for(account) else its_own

    def is_one(self, value: str, account: int | None) -> bool:
        if value == str(self._by.person_id) and self._opens_for(account):
            return True
        if (value, account) not in self._known:
            is_it = Person.id == (whole(value) or 0), *self.of(account)
            self._known[value, account] = self._session.scalar(select(Person.id).where(*is_it)) is not None
        return self._known[value, account]

    def first(self, account: int | None) -> list[tuple[str, str]]:
        """At most MOST of them, oneself first."""
        oneself_first = (Person.id == self._by.person_id).desc()
        people = self._session.scalars(
            select(Person)
            .where(*self.of(account))
            .order_by(oneself_first, Person.first_name, Person.last_name, Person.id)
            .limit(MOST)
        )
        return [(str(person.id), person.full_name) for person in people]
