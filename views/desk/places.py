"""The pages of the desk beside each other, as far as the role may see them."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access.manager import current_viewer


def desk_places() -> list[dict[str, Any]]:
    """For the tabs above each of them; nothing where there is only one."""
    viewer = current_viewer()
    places = (
        ("Desk", _("Queue"), "/desk/"),
        ("Desk", _("Tasks"), "/desk/tasks"),
        ("Desk", _("Escalations"), "/desk/escalations"),
        ("Ratings", _("Ratings"), "/desk/ratings"),
    )
    found = [
        {"label": label, "href": href, "is_current": request.path == href}
        for view, label, href in places
        if viewer.may("can_read", view)
    ]
    return found if len(found) > 1 else []
