"""The words that differ from case to case: devices, floors, names and numbers."""

from random import Random

FLOORS = {
    "nl": (
        "de begane grond",
        "de eerste verdieping",
        "de tweede verdieping",
        "de derde verdieping",
        "de vierde verdieping",
    ),
    "en": ("the ground floor", "the first floor", "the second floor", "the third floor", "the mezzanine"),
}
COLLEAGUES = (
    "Sanne",
    "Mark",
    "Fatima",
    "Jelle",
    "Ayşe",
    "Robin",
    "Zoë",
    "Daan",
    "Inge",
    "Marek",
    "Noa",
    "Bram",
)
DEVICES = {
    "mfp": ("Reiger C350", "Reiger C550", "Reiger C750", "Zwaan M430", "Zwaan M630"),
    "desk": ("Merel 220", "Merel 240dn", "Mees C12"),
    "wide": ("Ooievaar W24", "Ooievaar W36"),
    "label": ("Kievit L80", "Kievit L120"),
    "scanner": ("Spreeuw S12", "Spreeuw S30"),
}
# What is said of a file, by its kind.
FILES = {
    "nl": {
        "panel": "Foto van het scherm met de foutcode",
        "scan": "Zo komt de pagina eruit",
        "log": "Het logbestand van die dag",
        "list": "Om deze apparaten gaat het",
    },
    "en": {
        "panel": "Photo of the screen with the error code",
        "scan": "This is how the page comes out",
        "log": "The log of that day",
        "list": "These are the devices",
    },
}
WITHDRAWN = {
    "nl": (
        "Het probleem is sinds gisteren niet meer voorgekomen. U mag deze melding sluiten.",
        "Een collega had hetzelfde al gemeld, deze kan dus vervallen.",
        "We hebben het zelf gevonden, hulp is niet meer nodig.",
        "De afdeling verhuist volgende week, dus dit hoeft niet meer.",
    ),
    "en": (
        "It has not happened again since yesterday. You may close this one.",
        "A colleague had already reported the same, so please drop this.",
        "We found it ourselves, help is no longer needed.",
        "The department is moving next week, so this is no longer needed.",
    ),
}


def draw(random: Random, language: str) -> dict[str, object]:
    """One set of words for a case, so that subject, description and talk speak of the same device."""
    tray = random.randint(1, 4)
    return {name: random.choice(models) for name, models in DEVICES.items()} | {
        "floor": random.choice(FLOORS[language]),
        "colleague": random.choice(COLLEAGUES),
        "serial": f"W{random.choice('25689')}{random.choice('KMRT')}{random.randint(1_000_000, 9_999_999)}",
        "code": f"J{random.randint(10, 39)}-{random.randint(10, 99)}",
        "tray": tray,
        "tray2": tray % 4 + 1,
        "count": random.randint(12, 60),
        "host": f"print{random.randint(1, 6):02d}",
        "firmware": f"{random.randint(2, 4)}.{random.randint(0, 9)}",
        "pages": random.randint(4_000, 240_000),
        "license": f"VP-{random.randint(1000, 9999)}-{random.randint(1000, 9999)}",
        "version": f"{random.randint(5, 7)}.{random.randint(0, 9)}.{random.randint(1, 9)}",
    }
