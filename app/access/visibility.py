"""May this person see this row? The one answer, and the only place that gives it.

`GUARDS` names every model of the application. A model that is not in it cannot be read or written by
anybody but the system, and fails the build (tests/house/test_every_model_is_guarded.py).
"""

from collections.abc import Callable
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from app.access.reach import Reach
from app.access.viewer import Viewer
from models.account import Account, AccountAccess
from models.case import Case, FormNonce
from models.conversation import Attachment, Note
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.person import Person, Preference, SignIn, SignInAttempt
from models.role import MatrixRow, RoleText
from models.scale import Priority, Status, StatusChange
from models.stamp import SetupStamp

Condition = ColumnElement[bool]
Guard = Callable[[Viewer], Condition]
# A name of its own: the statement that the condition joins may well read cases itself.
_case = Case.__table__.alias("case_seen")
_user = Person.__table__


def accounts(viewer: Viewer) -> Condition:
    return viewer.reach("account.view").accounts(Account)


def people(viewer: Viewer) -> Condition:
    """Oneself, the staff one deals with, and the contacts of accounts whose contacts one may see."""
    reach = viewer.reach("contact.view")
    if reach.every:
        return true()
    if not viewer.person_id:
        return false()
    # Person shares FAB's table, and FAB asks for User: the condition hangs on the key that both map, so that
    # it follows an alias of either.
    seen = _user.alias("seen")
    found = [seen.c.id == viewer.person_id, seen.c.is_staff.is_(True)]
    if not reach.is_empty:
        found.append(reach.holds(seen.c.home_account_id))
    return exists().where(seen.c.id == fab.User.id, or_(*found)).correlate_except(seen)


def accesses(viewer: Viewer) -> Condition:
    reach = viewer.reach("contact.view")
    if reach.every:
        return true()
    return or_(own(AccountAccess.person_id)(viewer), AccountAccess.account_id.in_(reach.account_ids()))


def cases(viewer: Viewer) -> Condition:
    return viewer.reach("case.view").cases(Case)


def of_a_case(model: Any, viewer: Viewer) -> Condition:
    """Rows of a case follow the case; internal ones are for those who may read internal notes on it."""
    internal = _on_a_case_in(viewer.reach("note.internal"), model)
    return and_(_on_a_case_in(viewer.reach("case.view"), model), or_(model.is_internal.is_(False), internal))


def _on_a_case_in(reach: Reach, model: Any) -> Condition:
    if reach.every or reach.is_empty:
        return true() if reach.every else false()
    return exists().where(_case.c.id == model.case_id, reach.cases(_case.c)).correlate_except(_case)


def attachments(viewer: Viewer) -> Condition:
    """Files of a case follow the case; a file that waits for its form is its sender's alone."""
    waiting = and_(Attachment.case_id.is_(None), own(Attachment.person_id)(viewer))
    return or_(waiting, and_(Attachment.case_id.is_not(None), of_a_case(Attachment, viewer)))


def own(column: Any) -> Guard:
    return lambda viewer: column == (viewer.person_id or 0)


def nobody(viewer: Viewer) -> Condition:
    return false()


def everybody_signed_in(viewer: Viewer) -> Condition:
    return true() if viewer.person_id else false()


def who_may(permission: str, view: str) -> Guard:
    return lambda viewer: true() if viewer.may(permission, view) else false()


who_configures = who_may("can_configure", "Setup")

# Set-up that every page needs to read and only who configures may change.
REFERENCE: frozenset[type] = frozenset(
    {
        RoleText,
        MatrixRow,
        Priority,
        Status,
        StatusChange,
        fab.Role,
        fab.Permission,
        fab.ViewMenu,
        fab.PermissionView,
    }
)

GUARDS: dict[type, Guard] = {
    **dict.fromkeys(REFERENCE, everybody_signed_in),
    Account: accounts,
    AccountAccess: accesses,
    fab.User: people,
    Preference: own(Preference.person_id),
    SignIn: lambda viewer: or_(own(SignIn.person_id)(viewer), who_configures(viewer)),
    SignInAttempt: who_configures,
    Case: cases,
    FormNonce: own(FormNonce.person_id),
    Note: lambda viewer: of_a_case(Note, viewer),
    Attachment: attachments,
    CaseEvent: lambda viewer: of_a_case(CaseEvent, viewer),
    PendingEvent: nobody,
    OutgoingMail: who_may("can_read", "Mail log"),
    SetupStamp: everybody_signed_in,
    fab.Group: nobody,
    fab.RegisterUser: nobody,
    fab.ApiKey: nobody,
}

GUARDED_TABLES = frozenset(model.__table__ for model in GUARDS)  # type: ignore[attr-defined]
