"""Who may add, change or remove a row of each model. A model without a rule may be written by nobody."""

from collections.abc import Callable

from flask_appbuilder.security.sqla import models as fab

from app.access.viewer import Viewer
from app.access.visibility import REFERENCE, articles
from app.access.writing.change import REMOVE, Change
from app.access.writing.look import Look
from app.access.writing.of_accounts import (
    account,
    account_access,
    account_event,
    account_product_line,
    device,
    person,
    person_event,
    person_qualification,
)
from app.access.writing.of_cases import (
    account_watch,
    attachment,
    case,
    case_link,
    case_merge,
    form_nonce,
    subscription,
)
from app.access.writing.of_escalations import escalation, rating
from app.access.writing.of_events import case_event, pending_event
from app.access.writing.of_messages import message, message_audience, message_read
from app.access.writing.of_secrets import secret, support_access
from app.access.writing.of_shares import case_share
from app.access.writing.of_talk import note, note_draft, note_version, presence, task
from app.access.writing.of_texts import texts_of, translates
from app.access.writing.of_views import list_view
from app.access.writing.of_work import background_work
from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.agreement import Agreement
from models.background_work import BackgroundWork
from models.case import Case, FormNonce
from models.case_merge import CaseMerge
from models.case_share import CaseShare
from models.conversation import Attachment, Note
from models.device import Device
from models.escalation import Escalation
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.knowledge import Article, ArticleAnswer, KnowledgeGroup, KnowledgeLink, KnowledgeTag, Reference
from models.link import CaseLink
from models.list_view import ListView
from models.macro import Macro
from models.message import Message, MessageAudience, MessageRead
from models.note_draft import NoteDraft
from models.note_version import NoteVersion
from models.person import Person, Preference, SignIn, SignInAttempt
from models.person_event import PersonEvent
from models.presence import Presence
from models.product_line import AccountProductLine
from models.qualification import AccountQualification, PersonQualification
from models.rating import Rating
from models.request_draft import RequestDraft
from models.request_type import RequestTypeVersion
from models.search import CaseWords
from models.secret import Secret, SupportAccess
from models.stamp import SetupStamp
from models.subscription import AccountWatch, CaseSeen, DigestEntry, Subscription
from models.task import Task
from models.team import Team

Rule = Callable[[Look, Viewer, Change], bool]
RESENDING = frozenset({"state", "attempts", "not_before", "last_error"})


def own(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.person_id is not None and change.row.person_id == viewer.person_id


def never(look: Look, viewer: Viewer, change: Change) -> bool:
    return False


def who_configures(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.may("can_configure", "Setup")


def who_configures_desk(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.may("can_configure", "Desk setup")


def who_writes_knowledge(look: Look, viewer: Viewer, change: Change) -> bool:
    return viewer.may("can_edit", "Knowledge")


def article(look: Look, viewer: Viewer, change: Change) -> bool:
    """Kept by staff; the name under it is one's own. It is withdrawn, not removed."""
    is_mine = change.row.editor_id == viewer.person_id
    return change.kind != REMOVE and is_mine and who_writes_knowledge(look, viewer, change)


def article_answer(look: Look, viewer: Viewer, change: Change) -> bool:
    """One's own answer, about an article that one may read."""
    return own(look, viewer, change) and look.is_there(Article.id, change.row.article_id, articles(viewer))


def outgoing_mail(look: Look, viewer: Viewer, change: Change) -> bool:
    """Sending once more, to the address it had."""
    return change.is_within(RESENDING) and viewer.may("can_edit", "Mail log")


RULES: dict[type, Rule] = {
    **dict.fromkeys(REFERENCE, who_configures),
    Account: account,
    AccountAccess: account_access,
    AccountEvent: account_event,
    PersonEvent: person_event,
    AccountProductLine: account_product_line,
    Device: device,
    Agreement: account_product_line,
    AccountQualification: account_product_line,
    PersonQualification: person_qualification,
    Person: person,
    fab.User: never,
    Preference: own,
    BackgroundWork: background_work,
    ListView: list_view,
    SignIn: never,
    SignInAttempt: never,
    Case: case,
    FormNonce: form_nonce,
    CaseWords: never,  # the database writes it itself
    Note: note,
    NoteVersion: note_version,
    NoteDraft: note_draft,
    Task: task,
    Presence: presence,
    Attachment: attachment,
    CaseEvent: case_event,
    CaseLink: case_link,
    PendingEvent: pending_event,
    Team: who_configures_desk,
    Macro: who_configures_desk,
    CaseMerge: case_merge,
    Escalation: escalation,
    Rating: rating,
    CaseShare: case_share,
    KnowledgeGroup: who_writes_knowledge,
    KnowledgeLink: who_writes_knowledge,
    KnowledgeTag: who_writes_knowledge,
    Article: article,
    ArticleAnswer: article_answer,
    RequestTypeVersion: who_configures,
    RequestDraft: own,
    Reference: never,
    OutgoingMail: outgoing_mail,
    Message: message,
    MessageAudience: message_audience,
    MessageRead: message_read,
    Secret: secret,
    SupportAccess: support_access,
    Subscription: subscription,
    AccountWatch: account_watch,
    CaseSeen: subscription,
    DigestEntry: never,
    SetupStamp: never,
    fab.Group: never,
    fab.ApiKey: never,
    fab.RegisterUser: never,
}


def rule_for(model: type) -> Rule:
    rule, texts = RULES.get(model, never), texts_of(model)
    if not texts:
        return rule
    return lambda look, viewer, change: rule(look, viewer, change) or translates(viewer, change, texts)
