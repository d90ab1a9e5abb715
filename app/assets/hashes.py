"""Content hashes of the files under app/static, so that a browser may keep them for ever."""

import hashlib
import time
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "static"


def fingerprint(path: str) -> str:
    """Twelve hex digits of the content of `path` (under app/static); empty when there is no such file.

    Looks at the file again each second, not for each of the thirty icons of a page.
    """
    return _look(path, int(time.monotonic()))


@lru_cache(maxsize=512)
def _look(path: str, second: int) -> str:
    file = (STATIC / path).resolve()
    if not file.is_file() or not file.is_relative_to(STATIC):
        return ""
    return _fingerprint(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _fingerprint(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def may_be_kept(path: str, asked: str | None) -> bool:
    """True when the address names this very content: its hash, or a version in a vendored folder's name."""
    if asked:
        return asked == fingerprint(path)
    return path.startswith("vendor/inter-")
