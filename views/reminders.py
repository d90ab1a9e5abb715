"""Reminders in words, each with the page where one goes on."""

from typing import Any, NamedTuple

from flask_babel import ngettext

from app.reminders import MOST, Reminder

# Where one of them leads, where several do, and the icon.
_PLACES = {
    "cases": ("/cases/{}", "/cases/?view=my_open", "chat"),
    "ending": ("/messages/{}", "/messages/", "envelope"),
    "import_accounts": ("/accounts/import/{}", "/accounts/import/{}", "upload"),
    "import_contacts": ("/contacts/import/{}", "/contacts/import/{}", "upload"),
    "escalated": ("/cases/{}/escalation", "/cases/?view=account_open", "exclamation-triangle"),
    "escalations": ("/cases/{}/escalation", "/desk/escalations?state=raised", "exclamation-triangle"),
    "messages": ("/messages/write/{}", "/messages/write/?state=draft", "pencil"),
    "articles": ("/knowledge/{}", "/knowledge/?state=draft", "pencil"),
    "texts": ("/translate/", "/translate/", "translate"),
}


class Line(NamedTuple):
    href: str
    icon: str
    words: Any


def reminder_line(reminder: Reminder, *, is_staff: bool) -> Line:
    """One of them leads to its own page, several to the list that they stand in."""
    kind, many, last = reminder
    one, several, icon = _PLACES[kind]
    if kind == "cases" and is_staff:
        several = "/desk/?queue=mine"
    return Line((one if many == 1 else several).format(last), icon, _words(kind, many, is_staff))


def _words(kind: str, many: int, is_staff: bool) -> Any:
    said = f"{MOST}+" if many > MOST else str(many)
    return _WORDS["cases of staff" if kind == "cases" and is_staff else kind](many, said)


_WORDS: dict[str, Any] = {
    "cases": lambda num, said: ngettext(
        "%(many)s case has waited for your answer for three days or more",
        "%(many)s cases have waited for your answer for three days or more",
        num,
        many=said,
    ),
    "cases of staff": lambda num, said: ngettext(
        "%(many)s case of yours has not moved for three days or more",
        "%(many)s cases of yours have not moved for three days or more",
        num,
        many=said,
    ),
    "ending": lambda num, said: ngettext(
        "%(many)s unread message ends within a week",
        "%(many)s unread messages end within a week",
        num,
        many=said,
    ),
    "import_accounts": lambda num, said: ngettext(
        "%(many)s import of accounts waits for you to check it",
        "%(many)s imports of accounts wait for you to check them",
        num,
        many=said,
    ),
    "import_contacts": lambda num, said: ngettext(
        "%(many)s import of contacts waits for you to check it",
        "%(many)s imports of contacts wait for you to check them",
        num,
        many=said,
    ),
    "escalated": lambda num, said: ngettext(
        "%(many)s escalation of yours goes on", "%(many)s escalations of yours go on", num, many=said
    ),
    "escalations": lambda num, said: ngettext(
        "%(many)s escalation waits for you to answer it",
        "%(many)s escalations wait for you to answer them",
        num,
        many=said,
    ),
    "messages": lambda num, said: ngettext(
        "%(many)s message of yours is still a draft",
        "%(many)s messages of yours are still drafts",
        num,
        many=said,
    ),
    "articles": lambda num, said: ngettext(
        "%(many)s article of yours is still a draft",
        "%(many)s articles of yours are still drafts",
        num,
        many=said,
    ),
    "texts": lambda num, said: ngettext(
        "%(many)s text lacks English or Dutch", "%(many)s texts lack English or Dutch", num, many=said
    ),
}
