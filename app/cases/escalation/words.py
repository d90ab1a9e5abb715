"""The states of an escalation in words, the same on pages and in mails."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l

STATE_WORDS: Final[dict[str, Any]] = {
    "raised": _l("Escalated"),
    "in_progress": _l("Escalation in progress"),
    "on_hold": _l("Escalation on hold"),
    "cancelled": _l("Escalation cancelled"),
    "closed": _l("Escalation closed"),
    "completed": _l("Escalation completed"),
}


def escalation_word(state: str | None) -> str:
    """The state in the reader's language; empty for a case that was never escalated."""
    return str(STATE_WORDS.get(state, state)) if state else ""
