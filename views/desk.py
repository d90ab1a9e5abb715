"""The service desk's queue."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.listing.choice import one_of
from app.cases.listing.find import MOST_COUNTED
from app.database import db
from app.desk.queue import QUEUES, count_queue, queue_page
from views.base import PortalView, needs


class DeskView(PortalView):
    route_base = "/desk"
    default_view = "queue"

    @expose("/")
    @needs("can_read", "Desk")
    def queue(self) -> Any:
        session, by = db.session(), current_viewer()
        queue = one_of(QUEUES, request.args.get("queue"), QUEUES[0])
        after = request.args.get("after", "")[:400]
        names = {"unassigned": _("Unassigned"), "mine": _("Mine"), "all": _("All")}
        return self.page(
            "desk/queue.html",
            queue=queue,
            queues=[
                {"label": label, "href": f"/desk/?queue={code}", "is_current": code == queue}
                for code, label in names.items()
            ],
            page=queue_page(session, by, queue, after),
            is_first=not after,
            total=count_queue(session, by, queue),
            most_counted=MOST_COUNTED,
        )
