"""/desk/: the service desk's queue, with the views that our people built."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_login import current_user

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.assign import agents
from app.cases.listing.find import count, most_counted
from app.cases.listing.sought import seek
from app.cases.own_views.kept import kept_views_of
from app.cases.own_views.read import Views
from app.cases.teams import teams
from app.closing.reasons import closing_reasons
from app.database import db
from app.desk.queue import QUEUES, QueueChoice, holds_open_only, in_queue, moved_page, queue_page
from app.request_types.published import request_types
from app.setup.scales import scales
from views.base import PortalView, needs
from views.cases.counts import Named, built_views
from views.cases.filter_form import filter_form
from views.parts.reader import reader


class DeskView(PortalView):
    route_base = "/desk"
    default_view = "queue"

    @expose("/")
    @needs("can_read", "Desk")
    def queue(self) -> Any:
        return show_queue(self)


def show_queue(view: PortalView, chosen: Collection[int] = (), **context: Any) -> Any:
    """The queue that the address asks for; with errors of an act on its rows it answers 422."""
    session, by = db.session(), current_viewer()
    views = kept_views_of(session, by, current_user.counters)
    choice = choice_of(by, views)
    sought = seek(session, by, choice, reader().zone)
    open_only = holds_open_only(session, choice)
    where = in_queue(sought.where) if open_only else sought.where
    found = (queue_page if open_only else moved_page)(session, where, choice.size, choice.after)
    return view.page(
        "desk/queue.html",
        status=422 if "errors" in context else 200,
        has_errors="errors" in context,
        choice=choice,
        sought=sought,
        page=found,
        open_only=open_only,
        ticked=chosen,
        total=count(session, where, most_counted(choice)),
        most_counted=most_counted(choice),
        filter_form=filter_form(choice, sought.owner, scales(session), request_types(session), by),
        **_offered(by, choice, views),
        **context,
    )


def choice_of(by: Viewer, views: Views) -> QueueChoice:
    """From the address; `queue` is what a view of the queue was called before."""
    asked = {"view": request.args["queue"], **request.args} if "queue" in request.args else request.args
    found = QueueChoice.read(asked, by, {**QUEUES, **views.settings}, opens="unassigned")
    assert isinstance(found, QueueChoice)
    return found


def _offered(by: Viewer, choice: QueueChoice, views: Views) -> dict[str, Any]:
    """Queues, views, and what the chosen cases can be given."""
    session = db.session()
    names = {"unassigned": _("Unassigned"), "mine": _("Mine"), "team": _("My teams"), "all": _("All")}
    names["closed"] = _("Closed")
    queues = [
        {"label": label, "href": f"/desk/?view={code}", "is_current": code == choice.view}
        for code, label in names.items()
    ]
    return {
        "by": by,
        "queues": queues,
        "groups": [("", [Named("unassigned", _("None"))]), *built_views(by, views)],
        "asked": urlencode(choice.fields()),
        "kept": urlencode({**choice.kept(), "back": "desk"}),
        "agents": agents(session),
        "teams": teams(session),
        "words": scales(session),
        "reasons": closing_reasons(session).offered,
    }
