"""Every model, so that one import completes the metadata."""

from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.agreement import Agreement, AgreementKind
from models.background_work import BackgroundWork
from models.base import Model
from models.case import Case, FormNonce
from models.classification import Classification
from models.conversation import Attachment, Note
from models.customer_field import CustomerField
from models.device import Device
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.knowledge import Article, ArticleAnswer, KnowledgeGroup, KnowledgeLink, KnowledgeTag, Reference
from models.list_view import ListView
from models.message import Message, MessageAudience, MessageRead
from models.person import Person, Preference, SignIn, SignInAttempt
from models.person_event import PersonEvent
from models.portal_contact import PortalContact
from models.product import Product, ProductModel, ProductVersion
from models.product_line import AccountProductLine, ProductLine
from models.qualification import AccountQualification, PersonQualification, Qualification
from models.region import Region, SubRegion
from models.request_draft import RequestDraft
from models.request_type import RequestType, RequestTypeVersion
from models.role import MatrixRow, RoleText
from models.scale import Priority, Status, StatusChange
from models.search import CaseWords
from models.secret import Secret, SupportAccess
from models.stamp import SetupStamp
from models.subscription import Subscription

__all__ = [
    "Account",
    "AccountAccess",
    "AccountEvent",
    "AccountProductLine",
    "AccountQualification",
    "Agreement",
    "AgreementKind",
    "Article",
    "ArticleAnswer",
    "Attachment",
    "BackgroundWork",
    "Case",
    "CaseEvent",
    "CaseWords",
    "Classification",
    "CustomerField",
    "Device",
    "FormNonce",
    "KnowledgeGroup",
    "KnowledgeLink",
    "KnowledgeTag",
    "ListView",
    "MatrixRow",
    "Message",
    "MessageAudience",
    "MessageRead",
    "Model",
    "Note",
    "OutgoingMail",
    "PendingEvent",
    "Person",
    "PersonEvent",
    "PersonQualification",
    "PortalContact",
    "Preference",
    "Priority",
    "Product",
    "ProductLine",
    "ProductModel",
    "ProductVersion",
    "Qualification",
    "Reference",
    "Region",
    "RequestDraft",
    "RequestType",
    "RequestTypeVersion",
    "RoleText",
    "Secret",
    "SetupStamp",
    "SignIn",
    "SignInAttempt",
    "Status",
    "StatusChange",
    "SubRegion",
    "Subscription",
    "SupportAccess",
]
