"""The rule and the reasons for closing that ship."""

from typing import NamedTuple

from models.base import TextMap

# Calendar days; after a week without an answer a case counts as resolved, within a week it is reopened.
RULE = {
    "request_type": "",
    "reminds_after": "2, 5",
    "resolves_after": 7,
    "reopens_within": 7,
    "counts_working_days": False,
    "country": "NL",
    "time_zone": "Europe/Amsterdam",
}


class ShippedReason(NamedTuple):
    """Code, name, what the customer reads, and where there is more to read."""

    code: str
    name: TextMap
    text: TextMap
    link: str = ""


REASONS = (
    ShippedReason(
        "no_answer",
        {"en": "No answer", "nl": "Geen antwoord"},
        {
            "en": "We asked you something, reminded you and heard nothing. So the case counts as resolved.",
            "nl": "We hebben u iets gevraagd, u eraan herinnerd en niets gehoord. "
            "Daarom geldt de melding als opgelost.",
        },
    ),
    ShippedReason(
        "no_longer_needed",
        {"en": "No longer needed", "nl": "Niet meer nodig"},
        {
            "en": "You told us that you do not need this any more.",
            "nl": "U hebt ons verteld dat u dit niet meer nodig hebt.",
        },
    ),
    ShippedReason(
        "fixed_by_release",
        {"en": "Fixed by a release", "nl": "Verholpen in een nieuwe versie"},
        {
            "en": "A version that is out, or comes out soon, solves this. Install it when you can.",
            "nl": "Een versie die er is of binnenkort komt, lost dit op. Installeer die zodra het u past.",
        },
    ),
    ShippedReason(
        "works_as_designed",
        {"en": "Works as designed", "nl": "Werkt zoals bedoeld"},
        {
            "en": "The product does what it was made for and what its documentation says.",
            "nl": "Het product doet waarvoor het is gemaakt en wat de documentatie zegt.",
        },
        "/knowledge/",
    ),
    ShippedReason(
        "wish",
        {"en": "A wish", "nl": "Een wens"},
        {
            "en": "This asks for something that the product does not do yet. We keep your wish; what is "
            "possible today stands in the knowledge.",
            "nl": "Dit vraagt om iets wat het product nog niet doet. We bewaren uw wens; wat vandaag al kan, "
            "staat in de kennis.",
        },
        "/knowledge/",
    ),
    ShippedReason(
        "out_of_scope",
        {"en": "Out of scope", "nl": "Valt buiten de ondersteuning"},
        {
            "en": "This is not part of technical support. For setting up and building, turn to our "
            "consultants; for learning, to our trainers; for licences and agreements, to your account "
            "manager.",
            "nl": "Dit hoort niet bij de technische ondersteuning. Voor inrichten en bouwen kunt u terecht "
            "bij onze consultants, voor leren bij onze trainers, voor licenties en overeenkomsten bij uw "
            "accountmanager.",
        },
    ),
    ShippedReason(
        "no_material_impact",
        {"en": "No material impact", "nl": "Geen wezenlijke invloed"},
        {
            "en": "What you found is right, but it hardly affects the work, and it will not be changed for "
            "now.",
            "nl": "Wat u vond klopt, maar het heeft nauwelijks invloed op het werk en wordt voorlopig niet "
            "veranderd.",
        },
    ),
)
