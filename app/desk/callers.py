"""Who is on the telephone: contacts by any part of name, mail address, telephone or account."""

import re
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from models.account import Account
from models.person import Person

MOST: Final = 25
WORDS: Final = 6
NUMBER: Final = re.compile(r"[\d\s()+./-]*\d[\d\s()+./-]*")  # of a telephone, however it is written
_SAID: Final = (Person.first_name, Person.last_name, Person.email, Account.name, Account.customer_id)


def callers(session: Session, by: Viewer, typed: str) -> Sequence[Any]:
    """Rows of the contacts whom `by` sees and for whose account a case may be opened; each word must fit."""
    typed = typed.replace("\0", "")
    words = [typed] if NUMBER.fullmatch(typed) else typed.split()[:WORDS]
    if not words:
        return ()
    found = (
        select(
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.email,
            Person.phone,
            Person.mobile,
            Account.id.label("account_id"),
            Account.name.label("account"),
            Account.customer_id,
        )
        .join(Account, Account.id == Person.home_account_id)
        .where(Person.active.is_(True), Person.is_staff.is_not(True), Account.is_active.is_(True))
        .where(by.reach("case.create").accounts(Account), *(_fits(word) for word in words))
    )
    return session.execute(found.order_by(Person.last_name, Person.first_name, Person.id).limit(MOST)).all()


def _fits(word: str) -> ColumnElement[bool]:
    said = [func.lower(column).contains(word.lower().strip(), autoescape=True) for column in _SAID]
    digits = re.sub(r"\D", "", word)
    if len(digits) >= 3:
        said += [_digits(column).contains(digits.lstrip("0")) for column in (Person.phone, Person.mobile)]
    return or_(*said)


def _digits(column: Any) -> Any:
    """However somebody wrote the number."""
    for sign in (" ", "-", "(", ")", ".", "/"):
        column = func.replace(column, sign, "")
    return column
