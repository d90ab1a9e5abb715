"""The kinds of file that Loket knows, as data: what is refused, what must be what it says, what is shown."""

from typing import NamedTuple

# Start a program when a person opens them (as large mail systems refuse them).
REFUSED_EXTENSIONS = frozenset(
    """
    ade adp apk app appx appxbundle bat cab chm cmd com cpl deb dll dmg exe hta ins isp jar jnlp jse lib lnk
    mde msc msi msix msixbundle msp mst nsh pif ps1 psm1 reg rpm scf scr sct shb sys url vb vbe vbs vhd vhdx
    vxd ws wsc wsf wsh xll
    """.split()
)

# Programs by their first bytes, whatever they are called; they count only where the file is not text.
REFUSED_BEGINNINGS = (
    b"MZ",  # Windows
    b"\x7fELF",  # Linux
    b"\xca\xfe\xba\xbe",  # Java, and macOS for several processors
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"\xfe\xed\xfa\xce",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
    b"MSCF",  # a Windows cabinet
)


class Kind(NamedTuple):
    """`seen` holds the extensions under which puremagic knows such content; any one of them will do."""

    media_type: str
    seen: frozenset[str]


def _kind(media_type: str, *seen: str) -> Kind:
    return Kind(media_type, frozenset(seen))


_JPEG = _kind("image/jpeg", "jpg")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

# Files of these names must be what they say. An office file with a password is an OLE container ("doc").
CHECKED: dict[str, Kind] = {
    "png": _kind("image/png", "png"),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "jfif": _JPEG,
    "gif": _kind("image/gif", "gif"),
    "webp": _kind("image/webp", "webp"),
    "tif": _kind("image/tiff", "tif", "tiff"),
    "tiff": _kind("image/tiff", "tif", "tiff"),
    "pdf": _kind("application/pdf", "pdf"),
    "zip": _kind("application/zip", "zip"),
    "docx": _kind(f"{_OFFICE}wordprocessingml.document", "docx", "doc"),
    "xlsx": _kind(f"{_OFFICE}spreadsheetml.sheet", "xlsx", "doc"),
    "pptx": _kind(f"{_OFFICE}presentationml.presentation", "pptx", "doc"),
    "odt": _kind(f"{_OPEN}text", "zip"),
    "ods": _kind(f"{_OPEN}spreadsheet", "zip"),
    "odp": _kind(f"{_OPEN}presentation", "zip"),
    "gz": _kind("application/gzip", "gz"),
    "7z": _kind("application/x-7z-compressed", "7z"),
    "rar": _kind("application/vnd.rar", "rar"),
}

# Text may hold stray bytes (a log after a crash does), but it may not be one of the kinds above.
TEXT: dict[str, str] = {
    **dict.fromkeys(
        "bash c cfg conf css eml ics ini java log md php pl properties ps py rb sh sql tex toml".split(), ""
    ),
    **dict.fromkeys("ts tsv txt vcf yaml yml".split(), ""),
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
}

# Pictures that may be shown in a page; everything else is only ever downloaded.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

# A browser would run what has such a type: on the wire it goes as unknown bytes.
ACTIVE = ("html", "xml", "script")

PLAIN_TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
