"""May this person see this row? The one answer, and the only place that gives it.

`GUARDS` names every model of the application. A model that is not in it cannot be read or written by
anybody but the system, and fails the build (tests/house/test_every_model_is_guarded.py).
"""

from collections.abc import Callable
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from app.access.audience import messages
from app.access.reach import Reach
from app.access.viewer import Viewer
from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.background_work import BackgroundWork
from models.case import Case, FormNonce
from models.classification import Classification
from models.conversation import Attachment, Note
from models.customer_field import CustomerField
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.knowledge import (
    Article,
    ArticleAnswer,
    KnowledgeGroup,
    KnowledgeLink,
    KnowledgeTag,
    Reference,
    article_classification,
)
from models.list_view import ListView
from models.message import Message, MessageAudience, MessageRead
from models.person import Person, Preference, SignIn, SignInAttempt
from models.portal_contact import PortalContact
from models.product_line import AccountProductLine, ProductLine
from models.region import Region, SubRegion
from models.role import MatrixRow, RoleText
from models.scale import Priority, Status, StatusChange
from models.search import CaseWords
from models.stamp import SetupStamp

Condition = ColumnElement[bool]
Guard = Callable[[Viewer], Condition]
# A name of its own: the statement that the condition joins may well read cases itself.
_case = Case.__table__.alias("case_seen")
_user = Person.__table__
_message = Message.__table__.alias("message_seen")
_article = Article.__table__.alias("article_seen")
_account = Account.__table__.alias("account_of_reader")
_kind = Classification.__table__.alias("kind_of_reader")


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


def product_lines(viewer: Viewer) -> Condition:
    """Which product lines an account has, for those who see the account."""
    reach = viewer.reach("account.view")
    return true() if reach.every else AccountProductLine.account_id.in_(reach.account_ids())


def account_events(viewer: Viewer) -> Condition:
    """What was done to an account names others: for our own people who deal with all of them."""
    return true() if viewer.is_staff and viewer.reach("account.view").every else false()


def cases(viewer: Viewer) -> Condition:
    return viewer.reach("case.view").cases(Case)


def of_a_case(model: Any, viewer: Viewer) -> Condition:
    """Rows of a case follow the case; internal ones are for those who may read internal notes on it."""
    internal = _on_a_case_in(viewer.reach("note.internal"), model)
    return and_(_on_a_case_in(viewer.reach("case.view"), model), or_(model.is_internal.is_(False), internal))


def case_words(viewer: Viewer) -> Condition:
    """The index of search repeats where a case stands, so that its rows are asked about as cases are."""
    internal = viewer.reach("note.internal").cases(CaseWords)
    return and_(viewer.reach("case.view").cases(CaseWords), or_(CaseWords.is_internal.is_(False), internal))


def _on_a_case_in(reach: Reach, model: Any) -> Condition:
    if reach.every or reach.is_empty:
        return true() if reach.every else false()
    return exists().where(_case.c.id == model.case_id, reach.cases(_case.c)).correlate_except(_case)


def attachments(viewer: Viewer) -> Condition:
    """Files follow their case, pictures their message or article; one that waits is its sender's alone."""
    waiting = and_(Attachment.waits, own(Attachment.person_id)(viewer))
    of_case = and_(Attachment.case_id.is_not(None), of_a_case(Attachment, viewer))
    return or_(waiting, of_case, _of_a_message(viewer), of_an_article(Attachment.article_id, viewer))


def _of_a_message(viewer: Viewer) -> Condition:
    shown = exists().where(_message.c.id == Attachment.message_id, messages(viewer, _message.c))
    return and_(Attachment.message_id.is_not(None), shown.correlate_except(_message))


def articles(viewer: Viewer, article: Any = Article) -> Condition:
    """Who writes sees all; our own people what is published; customers of that what is meant for them."""
    if viewer.may("can_edit", "Knowledge"):
        return true()
    if not viewer.person_id or not viewer.may("can_read", "Knowledge"):
        return false()
    published = article.state == "published"
    return published if viewer.is_staff else and_(published, _is_meant_for(viewer, article))


def _is_meant_for(viewer: Viewer, article: Any) -> Condition:
    """For everyone, or for a classification that an account of this person has now."""
    tie, places = article_classification.c, [place.id for place in viewer.places]
    tied = exists().where(
        tie.article_id == article.id,
        tie.classification_id == _kind.c.id,
        _kind.c.code == _account.c.classification,
        _account.c.id.in_(places),
    )
    known = tied.correlate_except(article_classification, _kind, _account)
    return or_(article.audience == "everyone", and_(article.audience == "classification", known))


def of_an_article(article_id: Any, viewer: Viewer) -> Condition:
    """Rows of an article follow the article."""
    seen = exists().where(_article.c.id == article_id, articles(viewer, _article.c))
    return and_(article_id.is_not(None), seen.correlate_except(_article))


def own(column: Any) -> Guard:
    return lambda viewer: column == (viewer.person_id or 0)


def list_views(viewer: Viewer) -> Condition:
    """One's own; shared ones with the people of the account, not with who left it, be it the maker."""
    found = [and_(ListView.audience == "me", own(ListView.person_id)(viewer))]
    if viewer.is_staff:
        found.append(ListView.audience == "staff")
    if viewer.places:
        places = [place.id for place in viewer.places]
        found.append(and_(ListView.audience == "account", ListView.account_id.in_(places)))
    return or_(*found)


def nobody(viewer: Viewer) -> Condition:
    return false()


def everybody_signed_in(viewer: Viewer) -> Condition:
    return true() if viewer.person_id else false()


def who_may(permission: str, view: str) -> Guard:
    return lambda viewer: true() if viewer.may(permission, view) else false()


who_configures = who_may("can_configure", "Setup")
reads_knowledge = who_may("can_read", "Knowledge")
writes_knowledge = who_may("can_edit", "Knowledge")

# Set-up that every page needs to read and only who configures may change.
REFERENCE: frozenset[type] = frozenset(
    {
        RoleText,
        MatrixRow,
        Priority,
        Status,
        StatusChange,
        Region,
        SubRegion,
        Classification,
        ProductLine,
        CustomerField,
        PortalContact,
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
    fab.User: people,
    Preference: own(Preference.person_id),
    ListView: list_views,
    BackgroundWork: own(BackgroundWork.person_id),
    SignIn: lambda viewer: or_(own(SignIn.person_id)(viewer), who_configures(viewer)),
    SignInAttempt: who_configures,
    Case: cases,
    FormNonce: own(FormNonce.person_id),
    CaseWords: case_words,
    Note: lambda viewer: of_a_case(Note, viewer),
    Attachment: attachments,
    CaseEvent: lambda viewer: of_a_case(CaseEvent, viewer),
    KnowledgeGroup: reads_knowledge,
    KnowledgeLink: reads_knowledge,
    KnowledgeTag: reads_knowledge,
    Article: articles,
    ArticleAnswer: lambda viewer: or_(own(ArticleAnswer.person_id)(viewer), writes_knowledge(viewer)),
    Reference: writes_knowledge,
    PendingEvent: nobody,
    OutgoingMail: who_may("can_read", "Mail log"),
    Message: messages,
    MessageAudience: who_may("can_edit", "Messages"),
    MessageRead: own(MessageRead.person_id),
    SetupStamp: everybody_signed_in,
    fab.Group: nobody,
    fab.RegisterUser: nobody,
    fab.ApiKey: nobody,
}

GUARDED_TABLES = frozenset(model.__table__ for model in GUARDS)  # type: ignore[attr-defined]
