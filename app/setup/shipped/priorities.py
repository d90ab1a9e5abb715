"""The scales of priorities that ship. Ranks count across them: lists sort by one number."""

from models.base import TextMap

Shipped = tuple[str, str, int, TextMap, TextMap]  # code, colour, rank, word, definition

_STANDARD: tuple[Shipped, ...] = (
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
        {"en": "Medium", "nl": "Gemiddeld"},
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
_SEVEN: tuple[Shipped, ...] = (
    (
        "major_incident",
        "red",
        45,
        {"en": "Major incident", "nl": "Groot incident"},
        {
            "en": "Nothing works any more, for many people at once.",
            "nl": "Niets werkt meer, voor veel mensen tegelijk.",
        },
    ),
    (
        "critical",
        "orange",
        35,
        {"en": "Critical", "nl": "Kritiek"},
        {
            "en": "Most of the work stands still, or soon will.",
            "nl": "Het meeste werk staat stil, of doet dat binnenkort.",
        },
    ),
    (
        "major",
        "yellow",
        30,
        {"en": "High", "nl": "Hoog"},
        {
            "en": "An important part of the work stands still.",
            "nl": "Een belangrijk deel van het werk staat stil.",
        },
    ),
    (
        "moderate",
        "lightyellow",
        20,
        {"en": "Medium", "nl": "Gemiddeld"},
        {
            "en": "The work is hindered, but goes on.",
            "nl": "Het werk wordt gehinderd, maar gaat door.",
        },
    ),
    (
        "minor",
        "green",
        10,
        {"en": "Low", "nl": "Laag"},
        {
            "en": "A small matter that does not stand in the way of the work.",
            "nl": "Een kleinigheid die het werk niet in de weg staat.",
        },
    ),
    (
        "planning",
        "blue",
        5,
        {"en": "Planning", "nl": "Gepland"},
        {
            "en": "It is for later: work that is to be planned.",
            "nl": "Het is voor later: werk dat gepland moet worden.",
        },
    ),
    (
        "not_set",
        "white",
        0,
        {"en": "Not set", "nl": "Niet ingesteld"},
        {
            "en": "Nobody has said yet how urgent it is.",
            "nl": "Niemand heeft nog gezegd hoe dringend het is.",
        },
    ),
)

# code of the scale, its name, which of its priorities is chosen when nobody chose, the priorities
SCALES: tuple[tuple[str, TextMap, str, tuple[Shipped, ...]], ...] = (
    ("standard", {"en": "Low to essential", "nl": "Laag tot essentieel"}, "medium", _STANDARD),
    ("seven", {"en": "Seven levels", "nl": "Zeven niveaus"}, "not_set", _SEVEN),
)
