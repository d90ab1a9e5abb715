"""The case as its page shows it: one row with the names beside it, and what the viewer may do with it.

Columns, not entities: building five entities for a page that only reads cost more than all its queries.
"""

from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from app.access.viewer import Viewer
from app.database import PLANNED_ONCE
from models.account import Account
from models.case import Case
from models.conversation import Attachment
from models.person import Person
from models.subscription import Subscription

_people: Final = {name: aliased(Person, name=name) for name in ("owner", "opened_by", "assignee")}


def _names() -> list[Any]:
    """Named owner_first, owner_last and so on; None where the person is not the viewer's to see."""
    return [
        column
        for name, person in _people.items()
        for column in (person.first_name.label(f"{name}_first"), person.last_name.label(f"{name}_last"))
    ]


def _statement() -> Select[Any]:
    found = select(*Case.__mapper__.column_attrs.values(), Account.name.label("account_name"), *_names())
    found = found.select_from(Case).join(Account, Account.id == Case.account_id, isouter=True)
    for name, person in _people.items():
        found = found.join(person, person.id == getattr(Case, f"{name}_id"), isouter=True)
    return found


_PAGE: Final = _statement()


_pages: WeakKeyDictionary[Viewer, Select[Any]] = WeakKeyDictionary()


def case_page(session: Session, by: Viewer, number: int) -> Any | None:
    """The case, the names, `may_edit` and its like, `has_files`; None when it is not there."""
    if by not in _pages:
        _pages[by] = _page_for(by)
    return session.execute(_pages[by], {"case_number": number}).one_or_none()


def _page_for(by: Viewer) -> Select[Any]:
    """Put together once per viewer: the rights are part of it."""
    return (
        _PAGE.add_columns(
            by.reach("case.edit").cases(Case).label("may_edit"),
            by.reach("note.internal").cases(Case).label("may_read_internal"),
            by.reach("account.view").cases(Case).label("may_see_account"),
            exists().where(Attachment.case_id == Case.id).label("has_files"),
            _follows(by).label("is_subscribed"),
        )
        .where(Case.number == bindparam("case_number"))
        .execution_options(**PLANNED_ONCE)
    )


def _follows(by: Viewer) -> ColumnElement[bool]:
    mine = Subscription.case_id == Case.id, Subscription.person_id == (by.person_id or 0)
    return exists().where(*mine)
