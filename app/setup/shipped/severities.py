"""The scale of severity that ships: how much the work of the customer is harmed, as the desk sees it."""

from models.base import TextMap

# code, word, definition; the most severe first
SEVERITIES: tuple[tuple[str, TextMap, TextMap], ...] = (
    (
        "critical",
        {"en": "1 – Critical", "nl": "1 – Kritiek"},
        {
            "en": "Production stands still or data is lost, for everybody, and there is no way around it.",
            "nl": "De productie staat stil of er gaan gegevens verloren, voor iedereen, en er is geen omweg.",
        },
    ),
    (
        "major",
        {"en": "2 – Major", "nl": "2 – Ernstig"},
        {
            "en": "An important part does not work, or many people cannot work; a way around it is a burden.",
            "nl": "Een belangrijk deel werkt niet of veel mensen kunnen niet werken; een omweg is lastig.",
        },
    ),
    (
        "moderate",
        {"en": "3 – Moderate", "nl": "3 – Matig"},
        {
            "en": "A part does not work as it should, and there is a way around it to live with.",
            "nl": "Een onderdeel werkt niet zoals het hoort, en er is een omweg waarmee men verder kan.",
        },
    ),
    (
        "minor",
        {"en": "4 – Minor", "nl": "4 – Gering"},
        {
            "en": "A small fault that hinders hardly anybody.",
            "nl": "Een kleine fout die bijna niemand hindert.",
        },
    ),
    (
        "none",
        {"en": "5 – No harm", "nl": "5 – Geen hinder"},
        {
            "en": "A question, a wish or something that only looks wrong.",
            "nl": "Een vraag, een wens of iets wat er alleen verkeerd uitziet.",
        },
    ),
)
