"""Statuses and allowed changes of status that ship; priorities stand in `priorities.py`."""

from models.base import TextMap

MERGED = "merged"  # set by a merge alone
# code, tone, rank, open, awaits the customer, word, meaning
ShippedStatus = tuple[str, str, int, bool, bool, TextMap, TextMap]
STATUSES: tuple[ShippedStatus, ...] = (
    (
        "new",
        "info",
        10,
        True,
        False,
        {"en": "New", "nl": "Nieuw"},
        {"en": "We have received your case.", "nl": "We hebben uw melding ontvangen."},
    ),
    (
        "new_assigned",
        "info",
        20,
        True,
        False,
        {"en": "New, assigned", "nl": "Nieuw, toegewezen"},
        {
            "en": "An agent has taken your case and will look at it shortly.",
            "nl": "Een medewerker heeft uw melding opgepakt en bekijkt die binnenkort.",
        },
    ),
    (
        "in_progress",
        "progress",
        30,
        True,
        False,
        {"en": "In progress", "nl": "In behandeling"},
        {"en": "We are working on your case.", "nl": "We werken aan uw melding."},
    ),
    (
        "on_hold",
        "muted",
        40,
        True,
        False,
        {"en": "On hold", "nl": "In de wacht"},
        {
            "en": "Your case waits for something outside our hands.",
            "nl": "Uw melding wacht op iets buiten onze macht.",
        },
    ),
    (
        "pending_response",
        "waiting",
        50,
        True,
        True,
        {"en": "Pending your response", "nl": "Wacht op uw antwoord"},
        {
            "en": "We asked you something and go on as soon as you answer.",
            "nl": "We hebben u iets gevraagd en gaan verder zodra u antwoordt.",
        },
    ),
    (
        "solution_suggested",
        "waiting",
        60,
        False,
        True,
        {"en": "Closed – solution suggested", "nl": "Gesloten – oplossing voorgesteld"},
        {
            "en": "We think it is solved. Please accept the solution or tell us what is missing.",
            "nl": "Wij denken dat het is opgelost. Accepteer de oplossing of vertel wat er nog ontbreekt.",
        },
    ),
    (
        "resolved",
        "good",
        70,
        False,
        False,
        {"en": "Closed – resolved", "nl": "Gesloten – opgelost"},
        {"en": "The case counts as solved.", "nl": "De melding geldt als opgelost."},
    ),
    (
        MERGED,
        "muted",
        75,
        False,
        False,
        {"en": "Closed – merged", "nl": "Gesloten – samengevoegd"},
        {
            "en": "Another case is about the same; everything goes on there.",
            "nl": "Een andere melding gaat over hetzelfde; alles gaat daar verder.",
        },
    ),
    (
        "cancelled",
        "muted",
        80,
        False,
        False,
        {"en": "Cancelled", "nl": "Geannuleerd"},
        {"en": "The case was withdrawn.", "nl": "De melding is ingetrokken."},
    ),
)
FIRST_STATUS = "new"
NEEDS_CLOSING_REASON = ("resolved",)

_OPEN = ("new", "new_assigned", "in_progress", "on_hold", "pending_response")
_DESK = tuple(
    (a, b, False)
    for a in (*_OPEN, "solution_suggested")
    for b in ("new_assigned", "in_progress", "on_hold", "pending_response", "solution_suggested")
    if a != b
)
_REOPEN = tuple((a, "in_progress", True) for a in ("resolved", "cancelled"))
_CLOSE = tuple((a, "resolved", False) for a in (*_OPEN, "solution_suggested"))

# role -> (from, to, a reason is asked for)
STATUS_CHANGES: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "agent": (*_DESK, *_CLOSE, *_REOPEN),
    "desk_manager": (*_DESK, *_CLOSE, *_REOPEN, *((a, "cancelled", True) for a in _OPEN)),
    "customer": (
        ("solution_suggested", "resolved", False),
        ("solution_suggested", "in_progress", True),
        *((a, "resolved", False) for a in _OPEN),
        *((a, "cancelled", True) for a in _OPEN),
        *_REOPEN,
    ),
}
