"""What knowledge must hold, the same for every way it comes in."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask_babel import gettext as _

from app.access.viewer import Viewer
from app.cases.check import LONGEST_TEXT, clean_text
from app.refused import NotAllowed, Refused
from models.base import TextMap
from models.knowledge import AUDIENCES, KINDS

LONGEST_TITLE = 200
LONGEST_ADDRESS = 500
LANGUAGES = {"en": "English", "nl": "Nederlands"}


def require_writing(by: Viewer) -> None:
    """Raise NotAllowed unless `by` keeps the knowledge."""
    if not by.may("can_edit", "Knowledge"):
        raise NotAllowed()


def clean_pair(title: Mapping[str, str], body: Mapping[str, str]) -> tuple[TextMap, TextMap]:
    """Title and text per language. One language will do, with both; half a language is refused."""
    titles = {code: _line(title.get(code, ""), f"title_{code}") for code in LANGUAGES}
    bodies = {code: _kept(body.get(code, ""), f"body_{code}") for code in LANGUAGES}
    for code, name in LANGUAGES.items():
        if bool(titles[code]) != bool(bodies[code]):
            field = f"body_{code}" if titles[code] else f"title_{code}"
            raise Refused(_("Give both title and text in %(language)s, or neither.", language=name), field)
    if not any(titles.values()):
        raise Refused(_("Write a title and a text in at least one language."), "title_en")
    return _filled(titles), _filled(bodies)


def clean_address(address: str, field: str = "address") -> str:
    """An address that begins with http:// or https:// and names a host. Raises Refused."""
    address = "".join(address.split())
    try:
        parts = urlsplit(address)
        is_fit = parts.scheme in ("http", "https") and bool(parts.hostname) and "\\" not in address
        is_fit = is_fit and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        is_fit = False
    if not is_fit or not address.isprintable():
        raise Refused(_("Enter a web address that begins with https:// or http://."), field)
    if len(address) > LONGEST_ADDRESS:
        raise Refused(_("Use at most %(most)s characters.", most=LONGEST_ADDRESS), field)
    return address


def known_kind(kind: str) -> str:
    if kind not in KINDS:
        raise Refused(_("Choose what kind of text this is."), "kind")
    return kind


def known_audience(audience: str, classifications: int) -> str:
    """Raises Refused for one that nobody would belong to."""
    if audience not in AUDIENCES:
        raise Refused(_("Choose who may read this."), "audience")
    if audience == "classification" and not classifications:
        raise Refused(_("Choose at least one classification, or make it for everyone."), "classifications")
    return audience


def _line(text: str, field: str) -> str:
    line = " ".join(_kept(text, field).split())
    if len(line) > LONGEST_TITLE:
        raise Refused(_("Use at most %(most)s characters.", most=LONGEST_TITLE), field)
    return line


def _kept(text: str, field: str) -> str:
    """What can be stored and shown; nothing stays nothing."""
    if len(text) > LONGEST_TEXT:
        raise Refused(_("Make the text shorter: at most %(most)s characters.", most=LONGEST_TEXT), field)
    return clean_text(text, field, "") if text.strip() else ""


def _filled(texts: TextMap) -> TextMap:
    return {code: text for code, text in texts.items() if text}
