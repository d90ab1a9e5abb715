"""The home page."""

from typing import Any

from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import to_user_timezone
from flask_login import current_user

from app import clock
from app.access.manager import current_viewer
from app.database import db
from app.home import FEW, looked_after, moved_last, needs_attention
from app.knowledge.read import knowledge_panel
from app.messages.find import latest_messages
from app.people.visits import visits
from app.reminders import reminders
from views.base import PortalView, needs
from views.reminders import reminder_line
from views.requests.unsent import unsent


class HomeView(PortalView):
    route_base = ""
    default_view = "home"

    @expose("/")
    @needs("can_read", "Home")
    def home(self) -> Any:
        session, by = db.session(), current_viewer()
        sees_cases = by.may("can_read", "Cases") and not by.reach("case.view").is_empty
        return self.page(
            "home.html",
            greeting=_greeting(),
            sees_cases=sees_cases,
            attention=needs_attention(session, by) if sees_cases else [],
            recent=moved_last(session, by) if sees_cases else [],
            may_open=by.may("can_create", "Cases") and not by.reach("case.create").is_empty,
            drafts=unsent(session, by) if by.may("can_create", "Cases") else [],
            visits=visits(session, by, FEW),
            looked_after=looked_after(session, by),
            shelves=knowledge_panel(session, by),
            messages=latest_messages(session, by, FEW),
            reminders=[reminder_line(one, is_staff=by.is_staff) for one in reminders(session, by)],
            by=by,
        )


def _greeting() -> str:
    """By the person's own clock."""
    hour, name = to_user_timezone(clock.now()).hour, current_user.first_name
    if hour < 12:
        return _("Good morning, %(name)s", name=name)
    if hour < 18:
        return _("Good afternoon, %(name)s", name=name)
    return _("Good evening, %(name)s", name=name)
