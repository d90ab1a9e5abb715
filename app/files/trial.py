"""Whether the file store takes and gives files just now, tried with a small one."""

import secrets
import time
from typing import Final

from app.files.store import StoreFailed, file_store, new_key

TRIED_EVERY: Final = 5.0  # seconds; anybody may ask, and nobody is to fill the store by asking
_tried: dict[str, tuple[float, bool]] = {}


def store_takes_files() -> bool:
    """Asks the store itself, unless this process did so a moment ago."""
    at, found = _tried.get("store", (0.0, False))
    if not at or time.monotonic() - at > TRIED_EVERY:
        found = _takes_a_file()
        _tried["store"] = (time.monotonic(), found)
    return found


def _takes_a_file() -> bool:
    """What a crash leaves in between has the name of a file of today: the sweeper takes it."""
    store, key, written = file_store(), new_key(), secrets.token_bytes(16)
    try:
        store.write(key, [written])
        with store.open(key) as opened:
            return opened.read() == written
    except (StoreFailed, OSError):
        return False
    finally:
        store.delete(key)


def forget() -> None:
    """Ask again at once; for tests that put another store in the place of the former one."""
    _tried.clear()
