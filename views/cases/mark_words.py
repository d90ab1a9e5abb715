"""The marks beside a case, in words and pictures: in a list small, on its page with the word."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from app.access.viewer import Viewer
from app.cases.marks import Marks, following, marks_of
from views.parts.assets import icon
from views.parts.drawn import drawn
from views.parts.language import current_language

# Field of Marks, icon, word, what it means. The marks of an escalation stand first.
LEGEND: Final[tuple[tuple[str, str, Any, Any], ...]] = (
    (
        "is_escalated",
        "exclamation-triangle",
        _l("Escalated"),
        _l("The customer has brought the case before the management of the service desk."),
    ),
    (
        "is_escalation_handled",
        "clock-history",
        _l("Escalation being handled"),
        _l("Management is at work on the escalation, has put it on hold, or it was cancelled."),
    ),
    (
        "is_escalation_resolved",
        "check-circle",
        _l("Escalation resolved"),
        _l("Management has closed or completed the escalation."),
    ),
    (
        "has_new_note",
        "chat",
        _l("New note"),
        _l("There is a note or a file that the owner of the case has not seen yet."),
    ),
    (
        "has_new_mail",
        "envelope",
        _l("New mail"),
        _l("There is a mail that the owner of the case has not seen yet."),
    ),
    ("is_unread", "circle", _l("New to you"), _l("You follow this case, and have not seen its last news.")),
    ("is_followed", "bell", _l("Subscribed"), _l("You get the mails about this case.")),
)
OWNERS: Final = ("has_new_note", "has_new_mail")
_MARK: Final = Markup('<span class="mark %s" title="%s">%s</span>')


def marker(by: Viewer) -> Callable[[Any], str]:
    """What makes the marks of a row of a list, which says how one follows it; most rows share a few."""
    language = current_language()
    return lambda row: _drawn(marks_of(row, by, following(row)), language)


@lru_cache(maxsize=200)
def _drawn(marks: Marks, language: str) -> str:
    shown = [_MARK % (name, word, icon(drawing, word)) for name, drawing, word in said(marks)]
    return f'<span class="marks">{escape(Markup("").join(shown))}</span>' if shown else ""


def said(marks: Marks) -> list[tuple[str, str, str]]:
    """(name, icon, word) of each mark that is set."""
    return [(name, drawing, str(word)) for name, drawing, word, _why in LEGEND if getattr(marks, name)]


def shown_marks(case: Any, by: Viewer) -> dict[str, Any]:
    """For the page of a case, whose row says how one follows it."""
    marks = marks_of(case, by, following(case))
    return {"marks": marks, "marked": said(marks)}


def owners_marks(row: Any, by: Viewer) -> str:
    """Of a row that knows nothing of who follows it: what is new to its owner."""
    marks = marks_of(row, by)
    public = marks._replace(is_unread=False, is_followed=False)
    return Markup(_drawn(public, current_language()))  # noqa: S704


def legend() -> Markup:
    """What the marks mean."""
    return drawn("cases/drawn/legend.html")
