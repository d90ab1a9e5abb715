"""Who sees which cases, and what hangs on them."""

from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, exists, false, or_, true

from app.access.audience import messages
from app.access.reach import Reach
from app.access.viewer import Viewer
from app.access.visibility.of_content import of_an_article
from app.access.visibility.plain import Condition, own
from models.case import Case
from models.case_merge import CaseMerge
from models.conversation import Attachment
from models.link import CaseLink
from models.list_view import ListView
from models.message import Message
from models.search import CaseWords

# A name of its own: the statement that the condition joins may well read cases itself.
_case = Case.__table__.alias("case_seen")
_message = Message.__table__.alias("message_seen")
# It is found by its key: with a plan for trees of any size, PostgreSQL would look for it in the whole tree.
_found = SimpleNamespace(**{**_case.c, "root_id": _case.c.root_id + 0})


def cases(viewer: Viewer) -> Condition:
    return viewer.reach("case.view").cases(Case)


def of_a_case(model: Any, viewer: Viewer) -> Condition:
    """Rows of a case follow the case; internal ones are for those who may read internal notes on it."""
    internal = on_a_case_in(viewer.reach("note.internal"), model)
    return and_(on_a_case_in(viewer.reach("case.view"), model), or_(model.is_internal.is_(False), internal))


def case_words(viewer: Viewer) -> Condition:
    """The index of search repeats where a case stands, so that its rows are asked about as cases are."""
    internal = viewer.reach("note.internal").cases(CaseWords)
    return and_(viewer.reach("case.view").cases(CaseWords), or_(CaseWords.is_internal.is_(False), internal))


def case_merges(viewer: Viewer) -> Condition:
    """What was merged, and who did it, is a matter of the desk."""
    return on_a_case_in(viewer.reach("case.view"), CaseMerge) if viewer.may("can_read", "Desk") else false()


def on_a_case_in(reach: Reach, model: Any) -> Condition:
    if reach.every or reach.is_empty:
        return true() if reach.every else false()
    return exists().where(_case.c.id == model.case_id, reach.cases(_found)).correlate_except(_case)


def case_links(viewer: Viewer) -> Condition:
    """Only for who sees both cases: a link names the other one."""
    reach = viewer.reach("case.view")
    other_end = SimpleNamespace(case_id=CaseLink.other_id)
    return and_(on_a_case_in(reach, CaseLink), on_a_case_in(reach, other_end))


def attachments(viewer: Viewer) -> Condition:
    """Files follow their case, pictures their message or article; one that waits is its sender's alone."""
    waiting = and_(Attachment.waits, own(Attachment.person_id)(viewer))
    of_case = and_(Attachment.case_id.is_not(None), of_a_case(Attachment, viewer))
    return or_(waiting, of_case, _of_a_message(viewer), of_an_article(Attachment.article_id, viewer))


def _of_a_message(viewer: Viewer) -> Condition:
    shown = exists().where(_message.c.id == Attachment.message_id, messages(viewer, _message.c))
    return and_(Attachment.message_id.is_not(None), shown.correlate_except(_message))


def list_views(viewer: Viewer) -> Condition:
    """One's own; shared ones with the people of the account, not with who left it, be it the maker."""
    found = [and_(ListView.audience == "me", own(ListView.person_id)(viewer))]
    if viewer.is_staff:
        found.append(ListView.audience == "staff")
    if viewer.places:
        places = [place.id for place in viewer.places]
        found.append(and_(ListView.audience == "account", ListView.account_id.in_(places)))
    return or_(*found)
