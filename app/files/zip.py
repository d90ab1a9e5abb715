"""Many files as one, made while it is sent: it takes no more memory for a thousand files than for one."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from app.files.keep import CHUNK
from app.files.name import clean_name, extension
from app.files.store import FileStore, StoreFailed

# To pack these again takes time and saves nothing.
_PACKED = (
    "image/",
    "video/",
    "audio/",
    "application/zip",
    "application/gzip",
    "application/x-7z",
    "application/vnd.",
)
_NOT_ON_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def zipped(store: FileStore, files: Iterable[Any], missing: str) -> Iterator[bytes]:
    """The bytes of a zip with these rows (name, key, media_type, created_at).

    What the store does not give is named in a text beside them, under `missing`, and loses nobody the others.
    One that breaks off in the middle breaks the zip off too, so that nobody takes it for whole.
    """
    out, names, lost = _Out(), _Names(), list[str]()
    with zipfile.ZipFile(out, "w") as archive:
        for file in files:
            try:
                opened = store.open(file.key)
            except StoreFailed:
                lost.append(file.name)
                continue
            with opened, archive.open(_entry(names.free(file.name), file), "w", force_zip64=True) as entry:
                for chunk in iter(lambda: opened.read(CHUNK), b""):  # noqa: B023  read at once
                    entry.write(chunk)
                    yield out.taken()
            yield out.taken()
        if lost:
            archive.writestr(names.free(missing), "\r\n".join(lost))
    yield out.taken()


def _entry(name: str, file: Any) -> zipfile.ZipInfo:
    at = file.created_at
    entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    is_packed = file.media_type.startswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return entry


class _Out:
    """What was written and not yet sent. Nobody can go back in it: zipfile then writes sizes afterwards."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, some: bytes) -> int:
        self._bytes += some
        return len(some)

    def flush(self) -> None:
        """Nothing: `taken` takes all there is."""

    def close(self) -> None:
        """Nothing either."""

    def taken(self) -> bytes:
        some = bytes(self._bytes)
        self._bytes.clear()
        return some


class _Names:
    """Each once, also where large and small letters are one, and none that leads out of the folder."""

    def __init__(self) -> None:
        self._used = set[str]()

    def free(self, name: str) -> str:
        name = clean_name(name).translate(_NOT_ON_WINDOWS).lstrip(".") or "file"
        stem, dot, ending = name.rpartition(".") if extension(name) else (name, "", "")
        wanted, number = name, 1
        while wanted.lower() in self._used:
            number += 1
            wanted = f"{stem} ({number}){dot}{ending}"
        self._used.add(wanted.lower())
        return wanted
