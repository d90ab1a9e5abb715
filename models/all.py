"""Every model, so that one import completes the metadata."""

from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.agreement import Agreement, AgreementKind
from models.background_work import BackgroundWork
from models.base import Model
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
from models.person import Person, Preference, SignIn, SignInAttempt
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

__all__ = [
    "Account",
    "AccountAccess",
    "AccountEvent",
    "AccountProductLine",
    "AccountQualification",
    "AccountWatch",
    "Agreement",
    "AgreementKind",
    "Article",
    "ArticleAnswer",
    "Attachment",
    "BackgroundWork",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseMerge",
    "CaseSeen",
    "CaseShare",
    "CaseWords",
    "Classification",
    "ClosingReason",
    "ClosingRule",
    "CustomerField",
    "Device",
    "DigestEntry",
    "Escalation",
    "EscalationRule",
    "FormNonce",
    "KnowledgeGroup",
    "KnowledgeLink",
    "KnowledgeTag",
    "ListView",
    "Macro",
    "MatrixRow",
    "Message",
    "MessageAudience",
    "MessageRead",
    "Model",
    "Note",
    "NoteDraft",
    "NoteVersion",
    "OutgoingMail",
    "PendingEvent",
    "Person",
    "PersonEvent",
    "PersonQualification",
    "PortalContact",
    "Preference",
    "Presence",
    "Priority",
    "PriorityScale",
    "Product",
    "ProductLine",
    "ProductModel",
    "ProductVersion",
    "Qualification",
    "Rating",
    "Reference",
    "Region",
    "RequestDraft",
    "RequestType",
    "RequestTypeVersion",
    "RoleText",
    "Secret",
    "SetupStamp",
    "Severity",
    "SignIn",
    "SignInAttempt",
    "Status",
    "StatusChange",
    "SubRegion",
    "Subscription",
    "SupportAccess",
    "Task",
    "Team",
]
