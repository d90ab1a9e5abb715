"""Regions, classifications, product lines and customers' fields that ship."""

from models.base import TextMap

Shipped = tuple[str, TextMap]

# Each region with its sub-regions.
REGIONS: tuple[tuple[str, TextMap, tuple[Shipped, ...]], ...] = (
    (
        "emea",
        {"en": "Europe, Middle East and Africa", "nl": "Europa, Midden-Oosten en Afrika"},
        (
            ("benelux", {"en": "Benelux", "nl": "Benelux"}),
            (
                "dach",
                {"en": "Germany, Austria and Switzerland", "nl": "Duitsland, Oostenrijk en Zwitserland"},
            ),
            ("uk_ireland", {"en": "United Kingdom and Ireland", "nl": "Verenigd Koninkrijk en Ierland"}),
            ("nordics", {"en": "Nordic countries", "nl": "Noordse landen"}),
            ("southern_europe", {"en": "France and Southern Europe", "nl": "Frankrijk en Zuid-Europa"}),
            ("eastern_europe", {"en": "Central and Eastern Europe", "nl": "Midden- en Oost-Europa"}),
            ("middle_east", {"en": "Middle East", "nl": "Midden-Oosten"}),
            ("africa", {"en": "Africa", "nl": "Afrika"}),
        ),
    ),
    (
        "americas",
        {"en": "Americas", "nl": "Noord- en Zuid-Amerika"},
        (
            ("north_america", {"en": "North America", "nl": "Noord-Amerika"}),
            ("latin_america", {"en": "Latin America", "nl": "Latijns-Amerika"}),
            ("caribbean", {"en": "Caribbean", "nl": "Caribisch gebied"}),
        ),
    ),
    (
        "asia_pacific",
        {"en": "Asia and the Pacific", "nl": "Azië en de Stille Oceaan"},
        (
            ("east_asia", {"en": "East Asia", "nl": "Oost-Azië"}),
            ("south_asia", {"en": "South and South-East Asia", "nl": "Zuid- en Zuidoost-Azië"}),
            ("oceania", {"en": "Australia and New Zealand", "nl": "Australië en Nieuw-Zeeland"}),
        ),
    ),
)

CLASSIFICATIONS: tuple[Shipped, ...] = (
    ("end_customer", {"en": "End customer", "nl": "Eindklant"}),
    ("partner", {"en": "Partner", "nl": "Partner"}),
    ("international_partner", {"en": "International partner", "nl": "Internationale partner"}),
    ("sales_company", {"en": "Sales company", "nl": "Verkooporganisatie"}),
    ("oem", {"en": "OEM", "nl": "OEM"}),
    ("development_partner", {"en": "Development partner", "nl": "Ontwikkelpartner"}),
)

PRODUCT_LINES: tuple[Shipped, ...] = (
    ("devices", {"en": "Devices", "nl": "Apparaten"}),
    ("software", {"en": "Software", "nl": "Software"}),
    ("services", {"en": "Services", "nl": "Diensten"}),
)

AGREEMENT_KINDS: tuple[Shipped, ...] = (
    ("maintenance", {"en": "Maintenance", "nl": "Onderhoud"}),
    ("subscription", {"en": "Subscription", "nl": "Abonnement"}),
)

QUALIFICATIONS: tuple[Shipped, ...] = (
    ("certified_technician", {"en": "Certified technician", "nl": "Gecertificeerd technicus"}),
    ("certified_consultant", {"en": "Certified consultant", "nl": "Gecertificeerd consultant"}),
    ("training_completed", {"en": "Product training completed", "nl": "Producttraining gevolgd"}),
)

CUSTOMER_FIELDS: dict[str, tuple[str, ...]] = {
    "account": ("phone", "fax", "website"),
    "contact": ("salutation", "phone", "mobile", "language", "time_zone"),
}
