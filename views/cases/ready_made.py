"""The views that are always there, and whose cases a list may hold, in words."""

from functools import lru_cache

from flask_babel import gettext as _

from app.access.viewer import Viewer
from views.parts.language import current_language
from views.scope import scope_labels


def ready_made(by: Viewer) -> list[tuple[str, str]]:
    """The four views of the list by name."""
    return list(_views(by.is_staff, current_language()))


@lru_cache(maxsize=16)
def _views(is_staff: bool, language: str) -> tuple[tuple[str, str], ...]:
    """In the present language."""
    return (
        ("all_mine", _("All my cases")),
        ("account_open", _("All open cases") if is_staff else _("My account's open cases")),
        ("my_open", _("My open cases")),
        ("my_closed", _("My closed cases")),
    )


def scope_words(by: Viewer) -> list[tuple[str, str]]:
    """Only for who sees more than the own account."""
    return scope_labels("case.view")
