"""Where texts lie that people write in both languages, and who may translate which."""

from typing import Any, Final, NamedTuple

from flask_babel import lazy_gettext as _l

from app.access.viewer import Viewer
from app.cases.check import LONGEST_TEXT
from models.agreement import AgreementKind
from models.classification import Classification
from models.closing import ClosingReason
from models.knowledge import Article, KnowledgeGroup, KnowledgeLink, KnowledgeTag
from models.macro import Macro
from models.message import Message
from models.portal_contact import PortalContact
from models.product import Product
from models.product_line import ProductLine
from models.qualification import Qualification
from models.region import Region, SubRegion
from models.role import RoleText
from models.scale import Priority, PriorityScale, Status
from models.severity import Severity
from models.team import Team

TRANSLATING: Final = ("can_edit", "Texts")
MESSAGES, KNOWLEDGE, SETUP = ("can_edit", "Messages"), ("can_edit", "Knowledge"), ("can_configure", "Setup")
DESK_SETUP = ("can_configure", "Desk setup")


class Text(NamedTuple):
    """A column with a text per language; `rows` is 0 for one line."""

    column: str
    label: Any
    longest: int
    rows: int = 0


class Kind(NamedTuple):
    """`needs` is the permission of who keeps all of it, on the page `kept_at`."""

    code: str
    label: Any
    model: Any
    texts: tuple[Text, ...]
    needs: tuple[str, str]
    kept_at: str

    @property
    def key(self) -> Any:
        return next(iter(self.model.__mapper__.primary_key))

    @property
    def first(self) -> Any:
        return getattr(self.model, self.texts[0].column)


def _name(longest: int = 60) -> Text:
    return Text("name", _l("Name"), longest)


_WRITTEN: Final = (Text("title", _l("Title"), 200), Text("body", _l("Text"), LONGEST_TEXT, 16))
_AT: Final = "/edit/{}"
_KINDS: Final = (
    Kind("message", _l("Message"), Message, _WRITTEN, MESSAGES, "/messages/write/{}/edit"),
    Kind("article", _l("Article"), Article, _WRITTEN, KNOWLEDGE, "/knowledge/{}/edit"),
    Kind(
        "group",
        _l("Group of the knowledge"),
        KnowledgeGroup,
        (_name(80), Text("about", _l("What is in it"), 300, 2)),
        KNOWLEDGE,
        "/knowledge/groups" + _AT,
    ),
    Kind(
        "link",
        _l("Link of the knowledge"),
        KnowledgeLink,
        (Text("title", _l("Title"), 200),),
        KNOWLEDGE,
        "/knowledge/links" + _AT,
    ),
    Kind("tag", _l("Tag"), KnowledgeTag, (_name(40),), KNOWLEDGE, "/knowledge/tags" + _AT),
    Kind(
        "priority",
        _l("Priority"),
        Priority,
        (_name(), Text("definition", _l("When to choose it"), 500, 3)),
        SETUP,
        "/setup/priorities" + _AT,
    ),
    Kind(
        "priority-scale",
        _l("Scale of priorities"),
        PriorityScale,
        (_name(),),
        SETUP,
        "/setup/priority-scales" + _AT,
    ),
    Kind(
        "status",
        _l("Status"),
        Status,
        (_name(), Text("meaning", _l("What it means for the customer"), 500, 3)),
        SETUP,
        "/setup/statuses" + _AT,
    ),
    Kind(
        "closing-reason",
        _l("Reason for closing"),
        ClosingReason,
        (_name(), Text("text", _l("What the customer reads"), 1000, 4)),
        SETUP,
        "/setup/closing-reasons" + _AT,
    ),
    Kind(
        "severity",
        _l("Severity"),
        Severity,
        (_name(), Text("definition", _l("When it holds"), 500, 3)),
        SETUP,
        "/setup/severities" + _AT,
    ),
    Kind("team", _l("Team"), Team, (_name(),), DESK_SETUP, "/setup/teams" + _AT),
    Kind(
        "macro",
        _l("Macro"),
        Macro,
        (
            _name(),
            Text("body", _l("Text of the note"), LONGEST_TEXT, 8),
            Text("task_title", _l("Title of the task"), 200),
        ),
        DESK_SETUP,
        "/setup/macros" + _AT,
    ),
    Kind(
        "role",
        _l("Role"),
        RoleText,
        (Text("title", _l("Name"), 60), Text("purpose", _l("Purpose"), 500, 2)),
        SETUP,
        "/setup/roles" + _AT,
    ),
    Kind("region", _l("Region"), Region, (_name(),), SETUP, "/setup/regions" + _AT),
    Kind("sub-region", _l("Sub-region"), SubRegion, (_name(),), SETUP, "/setup/sub-regions" + _AT),
    Kind(
        "classification",
        _l("Classification"),
        Classification,
        (_name(),),
        SETUP,
        "/setup/classifications" + _AT,
    ),
    Kind("product-line", _l("Product line"), ProductLine, (_name(),), SETUP, "/setup/product-lines" + _AT),
    Kind(
        "qualification", _l("Qualification"), Qualification, (_name(),), SETUP, "/setup/qualifications" + _AT
    ),
    Kind(
        "agreement-kind",
        _l("Kind of agreement"),
        AgreementKind,
        (_name(),),
        SETUP,
        "/setup/agreement-kinds" + _AT,
    ),
    Kind("product", _l("Product"), Product, (_name(),), SETUP, "/setup/products" + _AT),
    Kind(
        "help",
        _l("Help and feedback"),
        PortalContact,
        (Text("hours", _l("When somebody answers"), 200),),
        SETUP,
        "/setup/contact",
    ),
)
KINDS: Final = {kind.code: kind for kind in _KINDS}


def kinds_for(by: Viewer) -> list[Kind]:
    """Translators have all; who keeps the rows has theirs."""
    return [kind for kind in _KINDS if by.may(*TRANSLATING) or by.may(*kind.needs)]
