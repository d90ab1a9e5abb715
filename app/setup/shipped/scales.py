"""Priorities, statuses and allowed changes of status that ship (FEATURES D2, D4)."""

from models.base import TextMap

PRIORITIES: tuple[tuple[str, str, int, TextMap, TextMap], ...] = (
    (
        "essential",
        "red",
        40,
        {"en": "Essential", "nl": "Essentieel"},
        {
            "en": "Production has stopped, there is no way around it, and it must be solved at once.",
            "nl": "De productie staat stil, er is geen omweg en het moet meteen worden opgelost.",
        },
    ),
    (
        "high",
        "orange",
        30,
        {"en": "High", "nl": "Hoog"},
        {
            "en": "Production has stopped, and a large part of the work cannot be done.",
            "nl": "De productie staat stil en een groot deel van het werk kan niet worden gedaan.",
        },
    ),
    (
        "medium",
        "yellow",
        20,
        {"en": "Medium", "nl": "Middel"},
        {
            "en": "Part of a service does not work, but the work can go on without it.",
            "nl": "Een deel van een dienst werkt niet, maar het werk kan zonder doorgaan.",
        },
    ),
    (
        "low",
        "green",
        10,
        {"en": "Low", "nl": "Laag"},
        {
            "en": "Little effect on the work: a question, a wish, something that only looks wrong.",
            "nl": "Weinig invloed op het werk: een vraag, een wens, iets wat er alleen verkeerd uitziet.",
        },
    ),
)
DEFAULT_PRIORITY = "medium"

# code, tone, rank, open, awaits the customer, word, meaning
STATUSES: tuple[tuple[str, str, int, bool, bool, TextMap, TextMap], ...] = (
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
            "nl": "Een medewerker heeft uw melding opgepakt en bekijkt haar binnenkort.",
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
            "nl": "Wij denken dat het is opgelost. Accepteer de oplossing of vertel wat er nog mist.",
        },
    ),
    (
        "resolved",
        "good",
        70,
        False,
        False,
        {"en": "Closed – resolved", "nl": "Gesloten – opgelost"},
        {"en": "You accepted the solution.", "nl": "U hebt de oplossing geaccepteerd."},
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

_OPEN = ("new", "new_assigned", "in_progress", "on_hold", "pending_response")
_DESK = tuple(
    (a, b, False)
    for a in (*_OPEN, "solution_suggested")
    for b in ("new_assigned", "in_progress", "on_hold", "pending_response", "solution_suggested")
    if a != b
)

# role -> (from, to, a reason is asked for)
STATUS_CHANGES: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "agent": _DESK,
    "desk_manager": (*_DESK, *((a, "cancelled", True) for a in _OPEN)),
    "customer": (
        ("solution_suggested", "resolved", False),
        ("solution_suggested", "in_progress", True),
        *((a, "cancelled", True) for a in _OPEN),
    ),
}
