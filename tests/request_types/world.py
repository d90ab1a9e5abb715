"""A small world for the engine: products of two lines, a device with its model, one file."""

from collections.abc import Sequence

from app.request_types.definition import Answers, Field
from app.request_types.known import File, NothingKnown

PRODUCTS = {"devices": [("kx", "KX 100"), ("kz", "KZ 9")], "software": [("print", "Print Manager")]}
MODELS = {"0042": "kx"}
FILES = {"1": File("crash.log", 2_000), "2": File("huge.log", 5 * 1024 * 1024), "3": File("photo.png", 10)}


class Shop(NothingKnown):
    """What Noor would see of a shop."""

    def __init__(self, kept: frozenset[str] = frozenset()) -> None:
        self.kept = kept

    def choices(self, field: Field, answers: Answers) -> Sequence[tuple[str, str]]:
        if field.kind == "product_line":
            return [("devices", "Devices"), ("software", "Software")]
        if field.kind in ("product", "model"):
            line = str(answers.get(field.depends_on, "devices"))
            return PRODUCTS.get(line, PRODUCTS["devices"])
        return [("high", "High"), ("low", "Low")] if field.kind == "choice" else []

    def knows(self, field: Field, value: str, answers: Answers) -> bool:
        return value in MODELS if field.kind == "serial_number" else super().knows(field, value, answers)

    def implied(self, field: Field, answers: Answers) -> str:
        return MODELS.get(str(answers.get(field.depends_on, "")), "") if field.kind == "model" else ""

    def default(self, field: Field) -> str:
        return "noor" if field.kind == "contact" else ""

    def file(self, field: Field, ref: str) -> File | None:
        return FILES.get(ref)

    def keeps(self, field: Field) -> bool:
        return field.code in self.kept
