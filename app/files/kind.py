"""What a file is: told by its content, held against its name."""

import codecs

import puremagic
from flask_babel import lazy_gettext as _l

from app.files.kinds import (
    ACTIVE,
    CHECKED,
    PLAIN_TEXT,
    REFUSED_BEGINNINGS,
    REFUSED_EXTENSIONS,
    SHOWN,
    TEXT,
    UNKNOWN,
)
from app.files.name import extension
from app.refused import Refused

HEAD = 8192  # bytes that tell what a file is
_FEWEST = 3  # bytes of a signature; "BM" begins a bitmap, and a letter about a BMW


def kind_of(name: str, head: bytes) -> str:
    """The media type of a file that begins with `head`. Raises Refused when it may not come in."""
    ending = extension(name)
    text = is_text(head)
    if ending in REFUSED_EXTENSIONS or (not text and head.startswith(REFUSED_BEGINNINGS)):
        raise Refused(_l("Files that can start a program are not accepted."))
    seen = _seen(head)
    known = next((kind.media_type for key, kind in CHECKED.items() if key in seen), None)
    if not _fits(ending, seen, known):
        raise Refused(
            _l("The content of this file is not what its name says (%(ending)s).", ending=f".{ending}")
        )
    if ending in CHECKED:
        return CHECKED[ending].media_type
    if text and not known:
        return TEXT.get(ending) or PLAIN_TEXT
    return known or seen.get(ending) or UNKNOWN


def _fits(ending: str, seen: dict[str, str], known: str | None) -> bool:
    if ending in CHECKED:
        return not CHECKED[ending].seen.isdisjoint(seen)
    return not (ending in TEXT and known)


def _seen(head: bytes) -> dict[str, str]:
    """Extensions and media types that fit the content, by signatures long enough to mean something."""
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        found = []
    strong = [m for m in found if m.offset >= 0 and len(m.byte_match) >= _FEWEST]
    seen = {m.extension.lstrip("."): m.mime_type for m in strong}
    return seen | {"pdf": CHECKED["pdf"].media_type} if b"%PDF-" in head[:1024] else seen


def is_text(head: bytes) -> bool:
    """Whether the bytes read as text: UTF-8, or UTF-16 that says so; the last character may be cut off."""
    utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        read = codecs.getincrementaldecoder("utf-16" if utf16 else "utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return "\0" not in read


def is_shown(media_type: str) -> bool:
    """Whether a page may show it; all else is only ever downloaded."""
    return media_type in SHOWN


def is_drawn(media_type: str) -> bool:
    """Whether its pages are shown as pictures that we draw."""
    return media_type == "application/pdf"


def served_as(media_type: str) -> str:
    """The type for the wire: what a browser might run goes as unknown bytes."""
    return UNKNOWN if media_type.endswith(ACTIVE) else media_type
