"""What came in, whatever it is, as text or as a list of texts."""

from flask_babel import gettext as _

from app.content.printable import printable
from app.request_types.answers.wrong import Wrong, called
from app.request_types.definition import Field

MOST_CHARACTERS = 200_000
MOST_ANSWERS = 500


def one_text(field: Field, raw: object) -> str:
    """One answer without outer space."""
    return exactly_typed(field, raw).replace("\r\n", "\n").strip()


def exactly_typed(field: Field, raw: object) -> str:
    """One answer with its spaces. A list of one comes from a form; numbers and flags come from JSON."""
    if isinstance(raw, list | tuple) and len(raw) <= 1:
        raw = raw[0] if raw else ""
    if raw is None or isinstance(raw, bool):
        return {None: "", True: "yes", False: "no"}[raw]
    if isinstance(raw, int | float):
        raw = str(raw) if abs(raw) < 10**30 or raw != raw else "9" * 31
    if not isinstance(raw, str):
        raise Wrong(_("Give one answer to “%(label)s”.", label=called(field)))
    if len(raw) > MOST_CHARACTERS:
        raise Wrong(_("This is too much text for “%(label)s”. Make it shorter.", label=called(field)))
    return printable(raw)


def one_line(field: Field, raw: object) -> str:
    return " ".join(one_text(field, raw).split())


def several(field: Field, raw: object) -> list[str]:
    """The answers that are not empty, each once."""
    if not isinstance(raw, list | tuple):
        raw = [raw]
    if len(raw) > MOST_ANSWERS:
        raise Wrong(_("These are too many answers to “%(label)s”.", label=called(field)))
    found = dict.fromkeys(one_line(field, one) for one in raw)
    return [one for one in found if one]
