"""Looking at a PDF without opening it: its pages as pictures, drawn by a process that may do nothing else."""

import logging
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from flask_babel import lazy_gettext as _l

from app.files.store import FileStore
from app.refused import Refused

log = logging.getLogger(__name__)
LARGEST: Final = 50 * 1024**2  # bytes of a file that is looked at
_PATIENCE: Final = 20.0  # seconds
_DRAW: Final = Path(__file__).with_name("draw.py")


class NoPreview(Refused):
    """The file cannot be shown: it is damaged, locked or too large."""

    def __init__(self) -> None:
        super().__init__(_l("There is no preview of this file. Download it to look at it."))


class Drawn(NamedTuple):
    """How many pages there are, and the picture of one; empty when there is no such page."""

    pages: int
    png: bytes


def drawn(store: FileStore, key: str, number: int, size: int) -> Drawn:
    """Page `number`, from 1; 0 only counts. Raises NoPreview, StoreFailed."""
    if size > LARGEST:
        raise NoPreview()
    with store.open(key) as opened:
        data = opened.read(LARGEST + 1)
    try:
        done = subprocess.run(  # noqa: S603  our own file, and a number
            [sys.executable, "-I", str(_DRAW), str(int(number))],
            input=data,
            capture_output=True,
            timeout=_PATIENCE,
            env={},
            cwd="/",
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        log.info("no preview of %s: %s", key, type(error).__name__)
        raise NoPreview() from error
    return Drawn(struct.unpack(">I", done.stdout[:4])[0], done.stdout[4:])
