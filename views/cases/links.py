"""Links between cases in words."""

from typing import Any, Final

from flask_babel import gettext as _
from markupsafe import Markup

from app.cases.link import Linked, links_of
from app.database import db
from models.case import Case

LINK: Final = "link_"  # and the kind, in the history


def kinds_in_words() -> dict[str, str]:
    """By the kind of link, seen from either end."""
    return {
        "follows": _("Follows up on"),
        "followed_by": _("Followed up by"),
        "relates": _("Has to do with"),
        "duplicates": _("Duplicate of"),
        "duplicated_by": _("Has the duplicate"),
        "blocks": _("Holds up"),
        "blocked_by": _("Waits for"),
    }


def links_in_words() -> dict[str, str]:
    return {f"{LINK}{kind}": words for kind, words in kinds_in_words().items()}


def links_shown(case: Any) -> list[tuple[Linked, str]]:
    """Each link with its word, for the page of a case; asks nothing where there is none."""
    words = kinds_in_words()
    found = links_of(db.session(), case.id) if case.has_links else []
    return [(link, words[link.kind]) for link in found]


def number_of(case_id: Any) -> str:
    """The number of a case that the reader sees; of any other nothing is said."""
    found = db.session().get(Case, case_id)
    return str(found.number) if found else _("another case")


def link_to(case_id: Any) -> str | Markup:
    """The same as a link, for the history. Of one that was merged only that is left."""
    found = db.session().get(Case, case_id)
    if found is None:
        return number_of(case_id)
    part = "/history" if found.merged_into_id else ""
    return Markup('<a href="/cases/%s%s">%s</a>') % (found.number, part, found.number)
