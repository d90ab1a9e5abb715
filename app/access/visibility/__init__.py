"""May this person see this row? The one answer, and the only place that gives it.

`GUARDS` names every model of the application. A model that is not in it cannot be read or written by
anybody but the system, and fails the build (tests/house/test_every_model_is_guarded.py).
"""

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import or_

from app.access.audience import messages
from app.access.visibility.of_accounts import (
    accesses,
    account_events,
    account_qualifications,
    accounts,
    agreements,
    devices,
    people,
    person_events,
    person_qualifications,
    product_lines,
)
from app.access.visibility.of_cases import (
    attachments,
    case_links,
    case_merges,
    case_words,
    cases,
    list_views,
    of_a_case,
    on_a_case_in,
)
from app.access.visibility.of_content import articles, request_type_versions
from app.access.visibility.of_secrets import secrets, support_accesses
from app.access.visibility.of_talk import note_versions, presences, tasks
from app.access.visibility.plain import Guard, any_of, everybody_signed_in, nobody, own, who_may
from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.agreement import Agreement, AgreementKind
from models.background_work import BackgroundWork
from models.case import Case, FormNonce
from models.case_merge import CaseMerge
from models.case_share import CaseShare
from models.classification import Classification
from models.closing import ClosingReason, ClosingRule
from models.conversation import Attachment, Note
from models.customer_field import CustomerField
from models.device import Device
from models.escalation import Escalation, EscalationRule
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.knowledge import Article, ArticleAnswer, KnowledgeGroup, KnowledgeLink, KnowledgeTag, Reference
from models.link import CaseLink
from models.list_view import ListView
from models.macro import Macro
from models.message import Message, MessageAudience, MessageRead
from models.note_draft import NoteDraft
from models.note_version import NoteVersion
from models.person import Preference, SignIn, SignInAttempt
from models.person_event import PersonEvent
from models.portal_contact import PortalContact
from models.presence import Presence
from models.product import Product, ProductModel, ProductVersion
from models.product_line import AccountProductLine, ProductLine
from models.qualification import AccountQualification, PersonQualification, Qualification
from models.rating import Rating
from models.region import Region, SubRegion
from models.request_draft import RequestDraft
from models.request_type import RequestType, RequestTypeVersion
from models.role import MatrixRow, RoleText
from models.scale import Priority, PriorityScale, Status, StatusChange
from models.search import CaseWords
from models.secret import Secret, SupportAccess
from models.severity import Severity
from models.stamp import SetupStamp
from models.subscription import AccountWatch, CaseSeen, DigestEntry, Subscription
from models.task import Task
from models.team import Team

__all__ = ["GUARDED_TABLES", "GUARDS", "REFERENCE", "articles", "own", "people"]

who_configures = who_may("can_configure", "Setup")
sees_desk_setup = any_of(
    who_may("can_read", "Desk"), who_may("can_read", "Desk setup"), who_may("can_edit", "Texts")
)
reads_knowledge = who_may("can_read", "Knowledge")
writes_knowledge = who_may("can_edit", "Knowledge")

# Set-up that every page needs to read and only who configures may change.
REFERENCE: frozenset[type] = frozenset(
    {
        RoleText,
        MatrixRow,
        Priority,
        PriorityScale,
        Status,
        StatusChange,
        ClosingRule,
        ClosingReason,
        Severity,
        Region,
        SubRegion,
        Classification,
        ProductLine,
        Product,
        ProductModel,
        ProductVersion,
        AgreementKind,
        Qualification,
        RequestType,
        CustomerField,
        PortalContact,
        EscalationRule,
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
    AccountEvent: account_events,
    AccountProductLine: product_lines,
    Device: devices,
    Agreement: agreements,
    AccountQualification: account_qualifications,
    PersonQualification: person_qualifications,
    fab.User: people,
    PersonEvent: person_events,
    Preference: own(Preference.person_id),
    ListView: list_views,
    BackgroundWork: own(BackgroundWork.person_id),
    SignIn: lambda viewer: or_(own(SignIn.person_id)(viewer), who_configures(viewer)),
    SignInAttempt: who_configures,
    Case: cases,
    FormNonce: own(FormNonce.person_id),
    CaseWords: case_words,
    CaseLink: case_links,
    Note: lambda viewer: of_a_case(Note, viewer),
    NoteVersion: note_versions,
    NoteDraft: own(NoteDraft.person_id),
    Task: tasks,
    Presence: presences,
    Attachment: attachments,
    CaseEvent: lambda viewer: of_a_case(CaseEvent, viewer),
    Escalation: lambda viewer: on_a_case_in(viewer.reach("case.view"), Escalation),
    CaseShare: lambda viewer: on_a_case_in(viewer.reach("case.view"), CaseShare),
    Rating: lambda viewer: on_a_case_in(viewer.reach("case.view"), Rating),
    KnowledgeGroup: reads_knowledge,
    KnowledgeLink: reads_knowledge,
    KnowledgeTag: reads_knowledge,
    Article: articles,
    ArticleAnswer: lambda viewer: or_(own(ArticleAnswer.person_id)(viewer), writes_knowledge(viewer)),
    Reference: writes_knowledge,
    RequestTypeVersion: request_type_versions,
    RequestDraft: own(RequestDraft.person_id),
    PendingEvent: nobody,
    Team: sees_desk_setup,
    Macro: sees_desk_setup,
    CaseMerge: case_merges,
    OutgoingMail: who_may("can_read", "Mail log"),
    Message: messages,
    MessageAudience: who_may("can_edit", "Messages"),
    MessageRead: own(MessageRead.person_id),
    Secret: secrets,
    SupportAccess: support_accesses,
    Subscription: own(Subscription.person_id),
    AccountWatch: own(AccountWatch.person_id),
    CaseSeen: own(CaseSeen.person_id),
    DigestEntry: nobody,
    SetupStamp: everybody_signed_in,
    fab.Group: nobody,
    fab.RegisterUser: nobody,
    fab.ApiKey: nobody,
}

GUARDED_TABLES = frozenset(model.__table__ for model in GUARDS)  # type: ignore[attr-defined]
