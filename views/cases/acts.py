"""What one can do with where a case stands, as a customer would say it."""

from typing import Any, NamedTuple

from flask_babel import gettext as _

from app.access.viewer import Viewer
from app.setup.scales import StatusWord
from views.cases.words import said


class Change(NamedTuple):
    """A change of status that this viewer may make: the status, whether it asks for a word, and its name."""

    status: StatusWord
    needs_reason: bool
    act: Any


def act_in_words(now: StatusWord, after: StatusWord, by: Viewer) -> Any:
    """The desk chooses a status; customers withdraw, accept, refuse and so on. Other changes are named."""
    if by.is_staff:
        return said(after.name)
    if after.code == "cancelled":
        return _("Withdraw the case")
    if after.code == "resolved":
        return _("Accept the solution") if now.awaits_customer and not now.is_open else _("It is solved")
    if after.is_open and not now.is_open:
        return _("Refuse the solution") if now.awaits_customer else _("Reopen")
    return said(after.name)
