"""What people write becomes safe HTML."""

import pytest

from app.content.markdown import as_words, markdown_to_html, plain_text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "[x](vbscript:y) <base href=//evil.example> <form action=//evil.example>",
    ],
)
def test_nothing_that_runs_comes_through(text: str) -> None:
    html = markdown_to_html(text)
    tags, addresses = ("<script", "<svg", "<base", "<form", "<img"), ("javascript", "data", "vbscript")
    assert [mark for mark in (*tags, *(f'href="{start}' for start in addresses)) if mark in html] == []


def test_a_link_goes_out_without_our_name() -> None:
    assert 'rel="nofollow noopener"' in markdown_to_html("[site](https://printer.example)")


def test_a_picture_from_elsewhere_is_a_link() -> None:
    html = markdown_to_html("![chart](https://elsewhere.example/a.png)")
    assert "<img" not in html
    assert 'href="https://elsewhere.example/a.png"' in html


def test_a_picture_that_only_looks_like_ours_is_not_shown() -> None:
    assert "<img" not in markdown_to_html("![x](//elsewhere.example/a.png)")


@pytest.mark.parametrize(
    "address",
    [
        "/?lang=nl",
        "/accounts/?view=mine",
        "/cases/10000001/files.zip",
        "/files/7/../../?lang=nl",
        "/files/7?lang=nl",
    ],
)
def test_t38_a_page_of_ours_is_no_picture_that_every_reader_opens(address: str) -> None:
    assert "<img" not in markdown_to_html(f"![x]({address})")
    assert '<img src="/files/7/a.png?inline=1"' in markdown_to_html("![x](/files/7/a.png?inline=1)")


@pytest.mark.parametrize(
    "text",
    [
        "[Sign in](https://evil.example)",
        "![x](/files/1)",
        "<https://evil.example>",
        "**b** `c` _d_",
        "\\[x](y)",
    ],
)
def test_t38_what_somebody_else_wrote_stays_words(text: str) -> None:
    html = markdown_to_html(f"Dear {as_words(text)}, hello")
    assert not [mark for mark in ("<a", "<img", "<strong", "<code", "<em") if mark in html]
    assert plain_text(as_words(text)) == text
    assert as_words("Sam de Boer, 10000123") == "Sam de Boer, 10000123"


def test_a_picture_of_ours_is_shown() -> None:
    assert '<img src="/files/7/a.png" alt="screen">' in markdown_to_html("![screen](/files/7/a.png)")


def test_headings_start_below_the_heading_of_the_page() -> None:
    assert markdown_to_html("# A\n\n## B") == "<h2>A</h2>\n<h3>B</h3>\n"


def test_a_line_break_stays_one() -> None:
    assert "one<br>" in markdown_to_html("one\ntwo")


def test_the_words_alone_are_cut_to_length() -> None:
    assert plain_text("**Bold** & <b>text</b>") == "Bold & <b>text</b>"
    assert plain_text("word " * 100, 20) == "word word word word…"
