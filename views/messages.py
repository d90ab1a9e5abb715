"""/messages/: news from the service desk; for now an honest empty page with somewhere to go."""

from typing import Any

from flask_appbuilder import expose

from app.access.manager import current_viewer
from views.base import PortalView, needs


class MessageView(PortalView):
    """Messages."""

    route_base = "/messages"
    default_view = "list"

    @expose("/")
    @needs("can_read", "Messages")
    def list(self) -> Any:
        return self.page("messages/list.html", sees_cases=current_viewer().may("can_read", "Cases"))
