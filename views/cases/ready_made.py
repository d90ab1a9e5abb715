"""The views that are always there, and whose cases a list may hold, in words."""

from flask_babel import gettext as _

from app.access.viewer import Viewer
from views.scope import scope_labels


def ready_made(by: Viewer) -> list[tuple[str, str]]:
    """The four views of the list by name."""
    everybodys = _("All open cases") if by.is_staff else _("My account's open cases")
    return [
        ("all_mine", _("All my cases")),
        ("account_open", everybodys),
        ("my_open", _("My open cases")),
        ("my_closed", _("My closed cases")),
    ]


def scope_words(by: Viewer) -> list[tuple[str, str]]:
    """Only for who sees more than the own account."""
    return scope_labels("case.view")
