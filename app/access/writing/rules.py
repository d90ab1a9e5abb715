"""Who may add, change or remove a row of each model. A model without a rule may be written by nobody."""

from collections.abc import Callable

from flask_appbuilder.security.sqla import models as fab

from app.access.viewer import Viewer
from app.access.visibility import REFERENCE
from app.access.writing.change import Change
from app.access.writing.look import Look
from app.access.writing.of_accounts import account, account_access, person
from app.access.writing.of_cases import attachment, case, case_event, form_nonce, note, pending_event
from models.account import Account, AccountAccess
from models.case import Case, FormNonce
from models.conversation import Attachment, Note
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.person import Person, Preference, SignIn, SignInAttempt
from models.stamp import SetupStamp

Rule = Callable[[Look, Viewer, Change], bool]
RESENDING = frozenset({"state", "attempts", "not_before", "last_error"})


def own(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.person_id is not None and change.row.person_id == viewer.person_id


def never(look: Look, viewer: Viewer, change: Change) -> bool:
    return False


def who_configures(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.may("can_configure", "Setup")


def outgoing_mail(look: Look, viewer: Viewer, change: Change) -> bool:
    """Sending once more, to the address it had."""
    return change.is_within(RESENDING) and viewer.may("can_edit", "Mail log")


RULES: dict[type, Rule] = {
    **dict.fromkeys(REFERENCE, who_configures),
    Account: account,
    AccountAccess: account_access,
    Person: person,
    fab.User: never,
    Preference: own,
    SignIn: never,
    SignInAttempt: never,
    Case: case,
    FormNonce: form_nonce,
    Note: note,
    Attachment: attachment,
    CaseEvent: case_event,
    PendingEvent: pending_event,
    OutgoingMail: outgoing_mail,
    SetupStamp: never,
    fab.Group: never,
    fab.ApiKey: never,
    fab.RegisterUser: never,
}


def rule_for(model: type) -> Rule:
    return RULES.get(model, never)
