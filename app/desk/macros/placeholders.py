"""What stands in braces in the text of a macro: a list of names, and nothing that is worked out."""

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from flask_babel import lazy_gettext as _l

from models.base import TextMap

IN_BRACES: Final = re.compile(r"\{([a-z_]+)\}")


class Facts(NamedTuple):
    """What the names stand for, on one case and for one agent."""

    customer_first_name: str
    customer_name: str
    account: str
    case_number: str
    subject: str
    agent_first_name: str
    agent_name: str


# Each name with what it stands for, for who writes macros.
PLACEHOLDERS: Final[dict[str, Any]] = {
    "customer_first_name": _l("First name of the owner"),
    "customer_name": _l("Whole name of the owner"),
    "account": _l("Name of the account"),
    "case_number": _l("Number of the case"),
    "subject": _l("Subject of the case"),
    "agent_first_name": _l("First name of who uses the macro"),
    "agent_name": _l("Whole name of who uses the macro"),
}
SAMPLE: Final = Facts(
    "Sam", "Sam de Boer", "Rijnmond Haven", "10000123", "The label printer stops", "Bo", "Bo Jansen"
)


def filled(text: str, facts: Facts) -> str:
    """The text with names replaced, once: what comes in is not looked at again. All else stays."""
    known = facts._asdict()
    return IN_BRACES.sub(lambda found: str(known.get(found[1], found[0])), text)


def unknown(texts: Iterable[TextMap]) -> list[str]:
    """The names in braces that stand for nothing."""
    found = {name for one in texts for text in one.values() for name in IN_BRACES.findall(text)}
    return sorted(found - PLACEHOLDERS.keys())
