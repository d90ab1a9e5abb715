"""What a page must hold to, looked at in the browser: each function names what is wrong."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from app.content.catalogues import FOLDER, PLACEHOLDER, read

AXE = (Path(__file__).parents[1] / "face" / "axe.min.js").read_text("utf-8")
# Without the style sheets, which axe would fetch and read again for rules that are not asked. An open menu
# lies over targets of the page, which then seem too small: with one, only the header is asked about.
ASKED = """axe.run(document.querySelector("details.menu[open]") ? "header" : document, {
  resultTypes: ["violations"], preload: {assets: ["media"]}, rules: {"target-size": {enabled: true}},
})"""
LOOKING = Path(__file__).with_name("looking.js").read_text("utf-8").strip()
DUTCH = FOLDER / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
PHONE, LEAST_ON_A_PHONE = 500, 44
LARGEST_VISIT = 200_000
LEAST_WORDS = 8  # characters of our own


def complaints(page: Page, *, width: int, lang: str) -> list[str]:
    """What is wrong with the page as it stands, but what axe finds."""
    found = [f"not allowed: {one}" for one in seen(page, "forbidden")]
    found += [f"cut off: {text}" for text in seen(page, "cutOff")]
    found += [f"outside its place: {text}" for text in seen(page, "outside")]
    if seen(page, "sideways") > 0:
        found.append(f"{seen(page, 'sideways')} px to the side")
    if width < PHONE:
        found += [f"under {LEAST_ON_A_PHONE} px: {text}" for text in seen(page, "small", LEAST_ON_A_PHONE)]
    return found + (english_texts(page) if lang == "nl" else [])


def seen(page: Page, what: str, *arguments: Any) -> Any:
    return page.evaluate(f"(given) => ({LOOKING})[given[0]](...given.slice(1))", [what, *arguments])


def violations(page: Page) -> list[str]:
    """What axe says, the size of targets included (WCAG 2.2).

    From the top: a page that opens at its newest note has targets under the header, which seem too small.
    """
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(ASKED)["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"][:3]]


def english_texts(page: Page) -> list[str]:
    """Texts of ours that stand on a Dutch page as they are in the code, though Dutch has other words."""
    return [f"English: {text}" for text in seen(page, "texts") if is_english(text)]


@cache
def is_english(text: str) -> bool:
    """Whether a text of ours stands there as it is in the code, though Dutch has other words for it."""
    plain, filled_in = english()
    return text in plain or any(text.startswith(start) and one.fullmatch(text) for start, one in filled_in)


@cache
def english() -> tuple[set[str], list[tuple[str, re.Pattern[str]]]]:
    """Plain texts; and the beginnings and patterns of those with something to fill in."""
    differing = [
        " ".join(text.split())
        for message in read(DUTCH, "nl")
        for text in _forms(message.id)
        if text and text not in _forms(message.string)
    ]
    return set(differing), [_pattern(text) for text in differing if _says_enough(text)]


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _says_enough(text: str) -> bool:
    """Not one that is little more than what is filled in."""
    pieces = PLACEHOLDER.split(text)
    return len(pieces) > 1 and sum(map(len, pieces)) >= LEAST_WORDS


def _pattern(text: str) -> tuple[str, re.Pattern[str]]:
    pieces = PLACEHOLDER.split(text)
    return pieces[0], re.compile(".+".join(map(re.escape, pieces)))
