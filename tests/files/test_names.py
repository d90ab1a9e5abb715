"""T49: file names are shown as given, and mean nothing but a name to whoever receives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.name import clean_name, disposition

KEPT = [
    "rapport.pdf",
    "Überblick 2026.docx",
    "スクリーンショット.png",
    "a b (1).txt",
    ".env",
    "naïve — final!.log",
]
CLEANED = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\sam\\log.txt": "log.txt",
    "a/b\\c.png": "c.png",
    "a\x00.png": "a.png",
    "a\r\nSet-Cookie: b=c.txt": "a Set-Cookie: b=c.txt".replace("a Set", "aSet"),
    "\u202egpj.exe": "gpj.exe",
    "invoice\u202efdp.txt": "invoicefdp.txt",
    "report.txt. . ": "report.txt",
    "\ud800surrogate.txt": "surrogate.txt",
}
NAMELESS = ["", None, ".", "..", "...", "   ", "/", "\\", "a/", "\x00", "\u202e", "\r\n"]
DEVICES = ["CON", "con.txt", "NUL", "aux.log", "COM1", "lpt9.txt", "COM¹"]


def test_t42_a_tower_of_accents_is_cut_before_anybody_sorts_it() -> None:
    assert len(clean_name("a" + "\u0316\u0301" * 100_000 + ".png")) < 40
    assert clean_name("Cre\u0300me.png") == "Cr\u00e8me.png"


@pytest.mark.parametrize("name", KEPT)
def test_a_usual_name_is_kept_as_it_is(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(("given", "cleaned"), CLEANED.items())
def test_paths_control_and_direction_characters_are_taken_out(given: str, cleaned: str) -> None:
    assert clean_name(given) == cleaned


@pytest.mark.parametrize("name", NAMELESS)
def test_a_name_of_nothing_becomes_file(name: str | None) -> None:
    assert clean_name(name) == "file"


@pytest.mark.parametrize("name", DEVICES)
def test_a_name_that_windows_takes_for_a_device_gets_a_sign_before_it(name: str) -> None:
    assert clean_name(name) == f"_{name}"


def test_a_name_that_only_begins_like_a_device_is_kept() -> None:
    assert clean_name("console.log") == "console.log"


def test_a_name_of_500_characters_is_cut_and_keeps_its_extension() -> None:
    assert clean_name("n" * 500 + ".png") == "n" * 251 + ".png"


def test_a_percent_sign_is_not_decoded() -> None:
    assert clean_name("a%00.png") == "a%00.png"


@given(st.text(max_size=600))
def test_whatever_is_given_becomes_a_name_that_stays_as_it_is(given: str) -> None:
    cleaned = clean_name(given)
    assert 1 <= len(cleaned) <= 255 and not set("/\\\0\r\n\u202e") & set(cleaned)
    assert clean_name(cleaned) == cleaned
    disposition(cleaned, is_inline=False).encode("latin-1")


def test_the_header_carries_a_plain_name_and_the_true_one() -> None:
    assert disposition("Überblick €.pdf", is_inline=False) == (
        "attachment; filename=\"Uberblick .pdf\"; filename*=UTF-8''%C3%9Cberblick%20%E2%82%AC.pdf"
    )


@pytest.mark.parametrize("name", ['a"b.txt', "a%41.txt", "a;b.txt", "a'b.txt"])
def test_signs_that_readers_differ_about_cannot_end_the_plain_name(name: str) -> None:
    plain = disposition(name, is_inline=False).split('filename="')[1].split('"; filename*=')[0]
    assert '"' not in plain and "%" not in plain


def test_a_name_without_any_latin_letter_still_has_a_plain_name() -> None:
    assert 'filename="file"' in disposition("报告", is_inline=True)
