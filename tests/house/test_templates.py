"""Pages hold no style, script or handler of their own: the content security policy would refuse them."""

import re

import pytest

from tests.house.files import name, templates

FORBIDDEN = {
    "inline style": re.compile(r"""\sstyle\s*=\s*["']|<style\b""", re.IGNORECASE),
    "inline handler": re.compile(r"""\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "Bootstrap's behaviour": re.compile(r"data-(bs-)?toggle", re.IGNORECASE),
}
EXAMPLES = (
    '<p style="x">',
    '<a onclick="x()">',
    "<script>x</script>",
    '<a href="javascript:x">',
    "<b data-toggle=x>",
)
PAGES = [file for file in templates() if "mail" not in file.parts]  # a mail has nothing but inline style
GLUED = re.compile(r"""_\(\s*(f["']|["'][^"']*["']\s*(~|\+|%\s))""")


@pytest.mark.parametrize(("what", "example"), list(zip(FORBIDDEN, EXAMPLES, strict=True)))
def test_no_template_holds(what: str, example: str) -> None:
    assert FORBIDDEN[what].search(example)
    assert [name(file) for file in PAGES if FORBIDDEN[what].search(file.read_text())] == []


def test_no_text_is_put_together_inside_gettext() -> None:
    """It would never be found in a catalogue."""
    assert GLUED.search('_("a" ~ b)')
    assert [name(file) for file in templates() if GLUED.search(file.read_text())] == []
