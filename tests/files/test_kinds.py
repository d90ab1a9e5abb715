"""T47, T48: what a file is follows from its content, and its name may not say otherwise."""

import pytest

from app.files.kind import is_shown, kind_of, served_as
from app.refused import Refused
from tests.files import samples as s
from tests.worlds import World

TRUE = {
    "photo.png": (s.PNG, "image/png"),
    "PHOTO.JPG": (s.JPEG, "image/jpeg"),
    "photo.jpeg": (s.JPEG, "image/jpeg"),
    "moving.gif": (s.GIF, "image/gif"),
    "photo.webp": (s.WEBP, "image/webp"),
    "manual.pdf": (s.PDF, "application/pdf"),
    "logs.zip": (s.ZIP, "application/zip"),
    "letter.docx": (
        s.WORD,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "with-password.docx": (
        s.OLE,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "old.doc": (s.OLE, "application/msword"),
    "spooler.log": (s.LOG, "text/plain"),
    "crash.log": (s.LOG + b"\0\0\xff\xfe" + s.LOG, "application/octet-stream"),
    "utf16.txt": ("Größe\n".encode("utf-16"), "text/plain"),
    "order.txt": (b"BMW and MZ are makes.", "text/plain"),
    "drawing.svg": (s.SVG, "image/svg+xml"),
    "page.html": (s.HTML, "text/html"),
    "settings.xml": (s.XML, "application/xml"),
    "code.js": (s.SCRIPT, "text/javascript"),
    "no-extension": (s.PNG, "image/png"),
    "page.unknown": (s.HTML, "text/plain"),
    "memory.dmpx": (b"\x01\x02\xff\0" * 20, "application/octet-stream"),
}
FALSE = {
    "script.png": s.SCRIPT,
    "page.png": s.HTML,
    "drawing.png": s.SVG,
    "jpeg.png": s.JPEG,
    "archive.pdf": s.ZIP,
    "polyglot.zip": s.PDF,
    "polyglot.js": s.GIF_AND_SCRIPT,
    "polyglot.html": s.GIF_AND_SCRIPT,
    "picture.txt": s.PNG,
    "archive.log": s.ZIP,
    "text.docx": s.LOG,
    "double.pdf.png": s.PDF,
}
PROGRAMS = {
    "setup.exe": s.PROGRAM,
    "text.exe": s.LOG,
    "invoice.pdf.exe": s.PDF,
    "setup.txt": s.PROGRAM,
    "setup": s.PROGRAM,
    "setup.png": s.PROGRAM,
    "tool.bin": b"\x7fELF\x02\x01\x01" + b"\0" * 40,
    "shortcut.dat": b"L\0\0\0\x01\x14\x02\0" + b"\0" * 40,
    "macro.VBS": b"x = 1",
    "screen.scr": s.LOG,
}


@pytest.fixture(autouse=True)
def in_the_application(sqlite_world: World) -> object:
    with sqlite_world.app.test_request_context():
        yield


@pytest.mark.parametrize("name", TRUE)
def test_a_file_that_is_what_it_says_is_known_by_its_content(name: str) -> None:
    content, media_type = TRUE[name]
    assert kind_of(name, content) == media_type


@pytest.mark.parametrize("name", FALSE)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="not what its name says"):
        kind_of(name, FALSE[name])


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_refused_under_any_name(name: str) -> None:
    with pytest.raises(Refused, match="start a program"):
        kind_of(name, PROGRAMS[name])


def test_only_raster_pictures_are_shown_in_a_page() -> None:
    shown = {name for name, (_, media_type) in TRUE.items() if is_shown(media_type)}
    assert shown == {"photo.png", "PHOTO.JPG", "photo.jpeg", "moving.gif", "photo.webp", "no-extension"}


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "settings.xml", "code.js"])
def test_what_a_browser_would_run_goes_over_the_wire_as_unknown_bytes(name: str) -> None:
    assert served_as(TRUE[name][1]) == "application/octet-stream"


def test_an_office_file_keeps_its_type_over_the_wire() -> None:
    assert served_as(TRUE["letter.docx"][1]) == TRUE["letter.docx"][1]
