"""Where files lie: a folder, or an S3-compatible store, by FILES_URL alone (through fsspec).

A key is the day and 128 random bits, "2026-11-21/9f…": nothing of the sender's name, and the sweeper needs
no clock of the store to know that an object is old enough to be nobody's.
"""

import logging
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import IO, Any, Final

from flask import current_app
from flask_babel import lazy_gettext as _l
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from app import clock
from app.refused import Refused

BLOCK: Final = 5 * 1024**2  # bytes that S3 takes as the smallest part; also what a reader holds at once
log = logging.getLogger(__name__)


class StoreFailed(Refused):
    """The store did not take or give a file; nothing of the file is kept."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_l("Files cannot be stored or fetched just now. Please try again in a moment."))


def file_store() -> "FileStore":
    """The store of this application."""
    return FileStore(current_app.config["SETTINGS"].files_url)


def new_key() -> str:
    return f"{clock.now():%Y-%m-%d}/{secrets.token_hex(16)}"


class FileStore:
    """Objects by key. Every failure of the store is a StoreFailed, logged with its cause."""

    def __init__(self, url: str) -> None:
        self._system, self._root = url_to_fs(url)

    def write(self, key: str, chunks: Iterable[bytes]) -> None:
        """Write all chunks. When anything fails, also the source of the chunks, no object is left."""
        try:
            if isinstance(self._system, LocalFileSystem):  # a bucket is not ours to make
                self._system.makedirs(self._path(key).rpartition("/")[0], exist_ok=True)
            opened = self._system.open(self._path(key), "wb", block_size=BLOCK)
        except Exception as error:
            raise self._failed("open", key) from error
        try:
            for chunk in chunks:
                self._put(opened, chunk, key)
            self._close(opened, key)
        except BaseException:
            self._give_up(opened, key)
            raise

    def open(self, key: str) -> IO[bytes]:
        """The object, open for reading. Raises StoreFailed, also when it is not there."""
        try:
            opened: IO[bytes] = self._system.open(self._path(key), "rb", block_size=BLOCK)
        except Exception as error:
            raise self._failed("read", key) from error
        return opened

    def delete(self, key: str) -> None:
        """Remove the object if it is there; one that cannot be removed now is left to the sweeper."""
        with suppress(Exception):
            self._system.rm_file(self._path(key))

    def days(self) -> list[date]:
        """The days that have objects, oldest first."""
        return sorted(date.fromisoformat(name) for name in self._names(self._root))

    def keys(self, day: date) -> set[str]:
        """The keys of a day."""
        return {f"{day}/{name}" for name in self._names(f"{self._root}/{day}")}

    def _names(self, folder: str) -> list[str]:
        self._system.invalidate_cache()
        try:
            found = self._system.ls(folder, detail=False)
        except FileNotFoundError:
            return []
        return [path.rstrip("/").rpartition("/")[2] for path in found]

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}"

    def _put(self, opened: Any, chunk: bytes, key: str) -> None:
        try:
            opened.write(chunk)
        except Exception as error:
            raise self._failed("write", key) from error

    def _close(self, opened: Any, key: str) -> None:
        try:
            opened.close()
        except Exception as error:
            raise self._failed("close", key) from error

    def _give_up(self, opened: Any, key: str) -> None:
        with suppress(Exception):
            opened.close()
        self.delete(key)

    def _failed(self, act: str, key: str) -> StoreFailed:
        log.exception("file store: cannot %s %s", act, key)
        return StoreFailed()
