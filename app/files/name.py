"""File names: shown as the sender gave them, as far as they cannot mislead or harm whoever receives them."""

import re
import unicodedata
from urllib.parse import quote

from app.content.printable import few_marks

LONGEST = 255
FALLBACK = "file"

# Windows opens a device, not a file, under these names, whatever the extension.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
# Turn the reading direction ("gpj.exe" then reads as "exe.jpg"), or have no shape at all.
_MISLEADING = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u2060"
)
_UNWANTED = ("Cc", "Cs", "Zl", "Zp")


def clean_name(name: str | None) -> str:
    """A name of 1 to 255 characters without path, control and direction characters, or "file"."""
    last = re.split(r"[/\\]", name or "")[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", few_marks(last)) if _is_wanted(c))
    kept = " ".join(kept.split()).rstrip(". ")
    if not kept.strip("."):
        return FALLBACK
    if _DEVICES.match(kept):
        kept = f"_{kept}"
    return _shortened(kept)


def _is_wanted(character: str) -> bool:
    return character not in _MISLEADING and unicodedata.category(character) not in _UNWANTED


def _shortened(name: str) -> str:
    ending = extension(name)
    if len(name) <= LONGEST or len(ending) > 20:
        return name[:LONGEST]
    return f"{name[: LONGEST - len(ending) - 1]}.{ending}"


def extension(name: str) -> str:
    """What stands behind the last dot, in lower case: "png". Empty when there is no dot in the name."""
    return name.rpartition(".")[2].lower() if "." in name[1:] else ""


def disposition(name: str, is_inline: bool) -> str:
    """The Content-Disposition of RFC 6266: a plain name for old readers, the true one in UTF-8 beside it.

    Browsers differ about a quote, backslash or percent sign in the plain name, so it has none.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^ !#$&-\[\]-~]", "_", plain).strip() or FALLBACK
    kind = "inline" if is_inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='!#$&+-.^_`|~')}"
