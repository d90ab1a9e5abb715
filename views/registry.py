"""Every view of the portal, in the order of the menu."""

from flask import current_app
from flask_appbuilder import AppBuilder

from views.accounts.edit import AccountEditView, AccountNewView
from views.accounts.export import AccountExportView, ContactExportView
from views.accounts.list import AccountListView
from views.accounts.show import AccountView
from views.accounts.watch import AccountWatchView
from views.acting import ActingView
from views.agreements import AgreementEditView, AgreementNewView
from views.cases.access import CaseAccessView
from views.cases.act import CaseActView
from views.cases.escalation import EscalationView
from views.cases.export import CaseExportView
from views.cases.file import CaseFileView
from views.cases.files import CaseFilesView
from views.cases.history import CaseHistoryView
from views.cases.list import CaseListView
from views.cases.macros import MacroUseView
from views.cases.note import NoteView
from views.cases.notes import NoteActsView
from views.cases.own_views import OwnViewsView
from views.cases.priority import PriorityChangeView
from views.cases.rating import RatingView
from views.cases.reading import ReadingView
from views.cases.reopen import ReopeningView
from views.cases.sharing import SharingView
from views.cases.show import CaseView
from views.cases.subscription import SubscriptionView
from views.cases.tasks import TaskListView, TaskView
from views.cases.typing import NoteDraftView, PresenceView
from views.contacts.edit import ContactEditView, ContactNewView
from views.contacts.list import ContactListView
from views.contacts.show import ContactView
from views.desk.bulk import BulkView
from views.desk.callers import CallerView
from views.desk.merging import MergeView
from views.desk.queue import DeskView
from views.devices.edit import DeviceEditView, DeviceNewView
from views.devices.export import DeviceExportView
from views.devices.importing import DeviceImportView
from views.devices.list import DeviceListView
from views.escalations import EscalationListView
from views.fab.forms import use_native_fields
from views.files import FileView, UploadView
from views.health import HealthView
from views.help.feedback import FeedbackView
from views.help.guides import HelpView
from views.importing import AccountImportView, ContactImportView
from views.knowledge.broken import BrokenLinksView
from views.knowledge.read import KnowledgeView
from views.knowledge.tables import KnowledgeGroupTable, KnowledgeLinkTable, KnowledgeTagTable
from views.knowledge.write import KnowledgeWriteView
from views.messages.edit import MessageEditView
from views.messages.list import MessageListView
from views.messages.release import MessageDeskView
from views.messages.show import MessageView
from views.notices import NoticesView
from views.ratings import RatingListView
from views.rearrange.accounts import RearrangeView
from views.rearrange.contacts import ContactRearrangeView
from views.requests.begin import RequestTypesView
from views.requests.follow_up import FollowUpView
from views.requests.hints import HintsView
from views.requests.look_up import LookUpView
from views.requests.step import RequestStepView
from views.requests.summary import RequestSummaryView
from views.search.show import SearchView
from views.setup.accounts import AccountTable
from views.setup.closing import ClosingReasonTable, ClosingRuleTable
from views.setup.contact import PortalContactView
from views.setup.escalations import EscalationRuleView
from views.setup.fields import CustomerFieldView
from views.setup.home import SetupView
from views.setup.lookups import (
    AgreementKindTable,
    ClassificationTable,
    ProductLineTable,
    QualificationTable,
    RegionTable,
    SubRegionTable,
)
from views.setup.macros import MacroTable
from views.setup.mail import MailLogView
from views.setup.matrix import MatrixView
from views.setup.people import PersonTable
from views.setup.priorities import PriorityScaleView, PriorityView
from views.setup.products import ModelTable, ProductTable, VersionTable
from views.setup.roles import RoleTable
from views.setup.severities import SeverityTable
from views.setup.sign_ins import OwnSignInView, SignInRecordView
from views.setup.status_changes import StatusChangeView
from views.setup.statuses import StatusView
from views.setup.teams import TeamTable
from views.sight.case import WhoView
from views.sight.contact import SightView
from views.sign_in import SignInView
from views.studio.exchange import ExchangeView
from views.studio.list import RequestTypeListView
from views.studio.outline import OutlineView
from views.studio.part import PartView
from views.studio.preview import PreviewView
from views.studio.versions import VersionView
from views.styleguide import StyleguideView
from views.translate import TranslateView
from views.work import WorkView

VIEWS = (
    SignInView,
    ActingView,
    HealthView,
    CaseListView,
    CaseExportView,
    OwnViewsView,
    RequestTypesView,
    HintsView,
    RequestStepView,
    LookUpView,
    RequestSummaryView,
    FollowUpView,
    CaseView,
    CaseActView,
    NoteActsView,
    NoteDraftView,
    PresenceView,
    TaskView,
    TaskListView,
    CaseHistoryView,
    CaseFilesView,
    CaseFileView,
    NoteView,
    MacroUseView,
    CaseAccessView,
    SubscriptionView,
    ReopeningView,
    ReadingView,
    PriorityChangeView,
    EscalationView,
    EscalationListView,
    RatingView,
    RatingListView,
    SharingView,
    DeskView,
    BulkView,
    MergeView,
    CallerView,
    TeamTable,
    MacroTable,
    SeverityTable,
    UploadView,
    FileView,
    WorkView,
    AccountExportView,
    ContactExportView,
    AccountImportView,
    ContactImportView,
    AccountListView,
    AccountView,
    AccountNewView,
    AccountEditView,
    AgreementNewView,
    AgreementEditView,
    RearrangeView,
    ContactRearrangeView,
    WhoView,
    AccountWatchView,
    NoticesView,
    SightView,
    ContactListView,
    ContactNewView,
    ContactView,
    ContactEditView,
    DeviceExportView,
    DeviceImportView,
    DeviceListView,
    DeviceNewView,
    DeviceEditView,
    MessageListView,
    MessageView,
    MessageDeskView,
    MessageEditView,
    SearchView,
    KnowledgeView,
    KnowledgeWriteView,
    BrokenLinksView,
    KnowledgeGroupTable,
    KnowledgeLinkTable,
    KnowledgeTagTable,
    HelpView,
    FeedbackView,
    TranslateView,
    SetupView,
    PortalContactView,
    EscalationRuleView,
    AccountTable,
    PersonTable,
    RegionTable,
    SubRegionTable,
    ClassificationTable,
    AgreementKindTable,
    QualificationTable,
    ProductLineTable,
    ProductTable,
    ModelTable,
    VersionTable,
    CustomerFieldView,
    RoleTable,
    MatrixView,
    PriorityView,
    PriorityScaleView,
    StatusView,
    StatusChangeView,
    ClosingRuleTable,
    ClosingReasonTable,
    RequestTypeListView,
    ExchangeView,
    OutlineView,
    PartView,
    VersionView,
    PreviewView,
    MailLogView,
    SignInRecordView,
    OwnSignInView,
)


def register(builder: AppBuilder) -> None:
    use_native_fields()  # before the first view makes its forms
    for view in VIEWS:
        builder.add_view_no_menu(view)
    if not current_app.config["SETTINGS"].is_production:
        builder.add_view_no_menu(StyleguideView)
