"""/setup/: what can be shaped without code, in sections that say what they are for."""

from typing import Any, NamedTuple

from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.setup.rights import CONFIGURE
from views.base import PortalView, needs_any

DESK = ("can_read", "Desk setup")


class Place(NamedTuple):
    """A page of the set-up area, and what one does there."""

    title: str
    href: str
    icon: str
    words: str
    needed: tuple[str, str] = ("can_read", "Setup")


class SetupView(PortalView):
    """The set-up area."""

    route_base = "/setup"
    default_view = "home"

    @expose("/")
    @needs_any(("can_read", "Setup"), ("can_read", "Desk setup"))
    def home(self) -> Any:
        viewer = current_viewer()
        sections = [
            (title, [place for place in places if viewer.may(*place.needed)]) for title, places in _sections()
        ]
        return self.page("setup/home.html", sections=[one for one in sections if one[1]])


def _sections() -> list[tuple[str, list[Place]]]:
    return [
        (_("Who"), _who()),
        (_("About accounts"), _accounts()),
        (_("Products"), _products()),
        (_("Cases"), _cases()),
        (_("Service desk"), _desk()),
        (_("Mail"), [_mail()]),
        (_("Help"), [_help()]),
    ]


def _who() -> list[Place]:
    return [
        Place(
            _("Accounts"), "/setup/accounts/list/", "building", _("Customers and their place in the tree.")
        ),
        Place(_("People"), "/setup/people/list/", "people", _("Who may sign in, and for which account.")),
        Place(_("Roles"), "/setup/roles/list/", "key", _("Which pages and buttons a role gives.")),
        Place(
            _("Matrix"), "/setup/matrix/", "shield-check", _("Who sees and changes what of which account.")
        ),
        Place(
            _("Sign-ins"),
            "/setup/sign-ins/",
            "box-arrow-in-right",
            _("Who came in when and from where, and which tries failed."),
            CONFIGURE,
        ),
    ]


def _accounts() -> list[Place]:
    parts = _("Parts of the regions.")
    skills = _("What accounts and people have learned: it decides what they are offered.")
    kinds = _("What agreements with customers are called.")
    return [
        Place(_("Regions"), "/setup/regions/list/", "flag", _("Where accounts are.")),
        Place(_("Sub-regions"), "/setup/sub-regions/list/", "flag", parts),
        Place(_("Classifications"), "/setup/classifications/list/", "funnel", _("What an account is to us.")),
        Place(_("Qualifications"), "/setup/qualifications/list/", "person", skills),
        Place(_("Kinds of agreement"), "/setup/agreement-kinds/list/", "file-earmark", kinds),
        Place(
            _("Fields that customers change"),
            "/setup/fields/",
            "pencil",
            _("What they keep themselves of accounts and contacts."),
            CONFIGURE,
        ),
    ]


def _products() -> list[Place]:
    lines = _("What customers have, to tell them what concerns them.")
    products = _("Hardware and software, each of a product line.")
    models = _("The models of hardware, by the name that stands on the device.")
    versions = _("The versions of software, and until when each is supported.")
    return [
        Place(_("Product lines"), "/setup/product-lines/list/", "folder", lines),
        Place(_("Products"), "/setup/products/list/", "folder", products),
        Place(_("Models"), "/setup/models/list/", "folder", models),
        Place(_("Versions"), "/setup/versions/list/", "folder", versions),
    ]


def _cases() -> list[Place]:
    changes = _("Who may change which status into which.")
    rules = _("When customers are reminded, and when a case counts as resolved and closes for good.")
    reasons = _("Why the desk closes a case, and what the customer then reads.")
    scales = _("Which priorities are offered together; a request type names its scale.")
    how_often = _("How often one may escalate in a month.")
    asked = _("What customers are asked when they open a case, step by step.")
    return [
        Place(_("Request types"), "/setup/request-types/", "question-circle", asked, CONFIGURE),
        Place(_("Priorities"), "/setup/priorities/list/", "flag", _("What customers choose from.")),
        Place(_("Scales of priorities"), "/setup/priority-scales/list/", "sort-up", scales),
        Place(_("Statuses"), "/setup/statuses/list/", "list-check", _("Where a case can stand.")),
        Place(_("Escalations"), "/setup/escalations", "exclamation-triangle", how_often),
        Place(_("Allowed changes of status"), "/setup/status-changes/list/", "arrow-right", changes),
        Place(_("Rules for closing"), "/setup/closing-rules/list/", "clock-history", rules),
        Place(_("Reasons for closing"), "/setup/closing-reasons/list/", "check-circle", reasons),
    ]


def _desk() -> list[Place]:
    harm = _("How severe a case is, as the service desk reviewed it.")
    texts = _("Texts and changes that agents need again and again.")
    shares = _("Which agents share a part of the queue.")
    return [
        Place(_("Teams"), "/setup/teams/list/", "people", shares, DESK),
        Place(_("Macros"), "/setup/macros/list/", "list-check", texts, DESK),
        Place(_("Severities"), "/setup/severities/list/", "flag", harm),
    ]


def _help() -> Place:
    words = _("Whom people turn to for help with the portal.")
    return Place(_("Help and feedback"), "/setup/contact", "life-preserver", words)


def _mail() -> Place:
    words = _("What was sent to whom, and what is still waiting.")
    return Place(_("Mail log"), "/setup/mail", "envelope", words, ("can_read", "Mail log"))
