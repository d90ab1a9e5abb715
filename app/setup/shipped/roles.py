"""The roles that ship, each with its permissions and its rows of the matrix."""

from typing import NamedTuple

from models.base import TextMap
from models.role import ACTS, EVERY

Permission = tuple[str, str]


class ShippedRole(NamedTuple):
    """Code, name in FAB, words in both languages, permissions, and (kind, relation, act) of the matrix."""

    code: str
    name: str
    title: TextMap
    purpose: TextMap
    permissions: tuple[Permission, ...]
    matrix: tuple[tuple[str, str, str], ...]

    @property
    def for_customers(self) -> bool:
        return any(kind != EVERY for kind, _relation, _act in self.matrix)


def _rows(kind: str, relation: str, *acts: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((kind, relation, act) for act in acts)


_KEEP_ACCOUNT = ("account.view", "account.edit", "contact.view", "contact.edit")
_WORK_ON_CASES = ("case.view", "case.create", "case.edit")

# A parent's own older cases stay in its sight; it opens none for itself (DESIGN, section 3).
CUSTOMER_MATRIX = (
    *_rows("parent", "own", *_KEEP_ACCOUNT, "case.view", "case.edit"),
    *_rows("parent", "descendant", *_KEEP_ACCOUNT, *_WORK_ON_CASES),
    *_rows("sub", "own", *_KEEP_ACCOUNT, *_WORK_ON_CASES),
    *_rows("sub", "parallel", "case.view", "case.edit"),
    *_rows("standard", "own", *_KEEP_ACCOUNT, *_WORK_ON_CASES),
)

PORTAL: tuple[Permission, ...] = (
    ("can_read", "Home"),
    ("can_read", "Cases"),
    ("can_create", "Cases"),
    ("can_edit", "Cases"),
    ("can_share", "Cases"),
    ("can_share", "Case views"),
    ("can_read", "Accounts"),
    ("can_edit", "Accounts"),
    ("can_read", "Messages"),
    ("can_read", "Knowledge"),
    ("can_create", "Feedback"),
)
KEEPS_KNOWLEDGE: tuple[Permission, ...] = (
    ("can_read", "Knowledge"),
    ("can_edit", "Knowledge"),
    ("can_create", "Feedback"),
)
DESK: tuple[Permission, ...] = (
    *(permission for permission in PORTAL if permission != ("can_edit", "Accounts")),
    ("can_edit", "Knowledge"),
    ("can_read", "Credentials"),
    ("can_read", "Desk"),
    ("can_edit", "Desk"),
)
DESK_SETUP: tuple[Permission, ...] = (("can_read", "Desk setup"), ("can_configure", "Desk setup"))
SETUP: tuple[Permission, ...] = (
    ("can_read", "Home"),
    ("can_read", "Accounts"),
    ("can_edit", "Accounts"),
    ("can_create", "Accounts"),
    ("can_move", "Accounts"),
    ("can_read", "Cases"),
    ("can_share", "Case views"),
    ("can_read", "Setup"),
    ("can_configure", "Setup"),
    ("can_read", "Mail log"),
    ("can_edit", "Mail log"),
    *DESK_SETUP,
    *KEEPS_KNOWLEDGE,
)

SHIPPED_ROLES = (
    ShippedRole(
        "customer",
        "Customer",
        {"en": "Customer", "nl": "Klant"},
        {
            "en": "Opens cases for the own organisation and follows them.",
            "nl": "Opent meldingen voor de eigen organisatie en volgt ze.",
        },
        PORTAL,
        CUSTOMER_MATRIX,
    ),
    ShippedRole(
        "agent",
        "Agent",
        {"en": "Service desk agent", "nl": "Servicedeskmedewerker"},
        {
            "en": "Works the queue and answers customers.",
            "nl": "Werkt de wachtrij af en antwoordt klanten.",
        },
        DESK,
        _rows(EVERY, EVERY, "account.view", "contact.view", *_WORK_ON_CASES, "note.internal"),
    ),
    ShippedRole(
        "desk_manager",
        "Desk manager",
        {"en": "Desk manager", "nl": "Servicedeskmanager"},
        {
            "en": "Leads the service desk and answers escalations.",
            "nl": "Leidt de servicedesk en beantwoordt escalaties.",
        },
        (*DESK, *DESK_SETUP, ("can_manage", "Escalations"), ("can_read", "Ratings")),
        _rows(EVERY, EVERY, "account.view", "contact.view", *_WORK_ON_CASES, "note.internal"),
    ),
    ShippedRole(
        "success_manager",
        "Customer success manager",
        {"en": "Customer success manager", "nl": "Klantsuccesmanager"},
        {
            "en": "Keeps accounts and contacts.",
            "nl": "Beheert accounts en contactpersonen.",
        },
        (
            ("can_read", "Home"),
            ("can_read", "Cases"),
            ("can_share", "Case views"),
            ("can_read", "Accounts"),
            ("can_edit", "Accounts"),
            ("can_create", "Accounts"),
            ("can_move", "Accounts"),
            ("can_read", "Messages"),
            ("can_edit", "Messages"),
            ("can_read", "Ratings"),
            *KEEPS_KNOWLEDGE,
        ),
        _rows(EVERY, EVERY, *(act for act in ACTS if act.startswith(("account.", "contact."))), "case.view"),
    ),
    ShippedRole(
        "translator",
        "Translator",
        {"en": "Translator", "nl": "Vertaler"},
        {
            "en": "Keeps every text in English and Dutch.",
            "nl": "Houdt alle teksten bij in het Engels en het Nederlands.",
        },
        (("can_read", "Home"), ("can_read", "Messages"), *KEEPS_KNOWLEDGE, ("can_edit", "Texts")),
        (),
    ),
    ShippedRole(
        "administrator",
        "Administrator",
        {"en": "Administrator", "nl": "Beheerder"},
        {
            "en": "Shapes the portal: roles, scales, accounts and people.",
            "nl": "Richt het portaal in: rollen, schalen, accounts en mensen.",
        },
        SETUP,
        _rows(EVERY, EVERY, *(act for act in ACTS if act.startswith(("account.", "contact."))), "case.view"),
    ),
)
