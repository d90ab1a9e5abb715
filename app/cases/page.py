"""The case as its page shows it: one row with the names beside it, and what the viewer may do with it.

Columns, not entities: building five entities for a page that only reads cost more than all its queries.
"""

from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access.followed import is_followed_by_others
from app.access.present import present
from app.access.viewer import Viewer
from app.cases.following import mine, seen_by_watcher, watched_since
from app.cases.rights import NOTING
from app.database import PLANNED_ONCE
from models.account import Account
from models.case import Case
from models.case_share import CaseShare
from models.conversation import Attachment
from models.link import CaseLink
from models.note_draft import NoteDraft
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
    """The case, the names, `may_edit` and its like, `has_files` and its like; None when it is not there."""
    if by not in _pages:
        _pages[by] = _page_for(by)
    return session.execute(_pages[by], {"case_number": number}).one_or_none()


def _page_for(by: Viewer) -> Select[Any]:
    """Put together once per viewer: the rights are part of it."""
    return (
        _PAGE.add_columns(
            and_(by.reach("case.edit").cases(Case), Case.merged_into_id.is_(None)).label("may_edit"),
            and_(_reached(by, NOTING), Case.merged_into_id.is_(None)).label("may_note"),
            by.reach("note.internal").cases(Case).label("may_read_internal"),
            by.reach("account.view").cases(Case).label("may_see_account"),
            exists().where(CaseShare.case_id == Case.id, CaseShare.until > present()).label("is_shared"),
            exists().where(Attachment.case_id == Case.id).label("has_files"),
            is_followed_by_others(by.person_id or 0).label("has_followers"),
            *_following(by),
            *_draft_of(by),
            _SHARED_AT,
            exists().where(or_(CaseLink.case_id == Case.id, CaseLink.other_id == Case.id)).label("has_links"),
        )
        .where(Case.number == bindparam("case_number"))
        .execution_options(**PLANNED_ONCE)
    )


def _reached(by: Viewer, acts: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(by.reach(act).cases(Case) for act in acts))


# When it was last shown to somebody besides, as far as that is not over.
_SHARED_AT: Final = (
    select(func.max(CaseShare.shared_at))
    .where(CaseShare.case_id == Case.id, CaseShare.until > present())
    .correlate(Case)
    .scalar_subquery()
    .label("shared_at")
)


def _draft_of(by: Viewer) -> list[Any]:
    """What the viewer has typed on the case and did not send; empty when there is nothing."""
    mine = NoteDraft.case_id == Case.id, NoteDraft.person_id == (by.person_id or 0)
    names = ("body", "is_internal", "nonce", "reply_to_id", "task_id", "updated_at")
    return [
        select(getattr(NoteDraft, name)).where(*mine).correlate(Case).scalar_subquery().label(f"draft_{name}")
        for name in names
    ]


def _following(by: Viewer) -> list[Any]:
    """What `marks.following` reads."""
    me = by.person_id or 0
    at, seen, muted = (
        select(column).where(mine(me)).correlate(Case).scalar_subquery()
        for column in (Subscription.at, Subscription.seen_at, Subscription.is_muted)
    )
    return [
        at.label("follow_at"),
        func.coalesce(seen, seen_by_watcher(me)).label("follow_seen"),
        muted.label("follow_muted"),
        watched_since(me).label("watched_at"),
    ]
