"""Every kind of page for the right person: accessible, whole, small, in one language, dark and light.

Each page is seen in three of the twelve ways, each way on some page; `make torture` sees all on all.
"""

import os
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.looking import complaints, seen, violations
from tests.browser.pages import PAGES
from tests.browser.visitors import HEIGHT, Visitors

LARGEST_PAGE, LARGEST_VISIT = 60_000, 200_000
AXE_AT = (1280, 390)
Ways = tuple[tuple[str, tuple[tuple[int, str], ...]], ...]

# language, then widths and themes in which that visit is looked at
FEW: tuple[Ways, ...] = (
    (("en", ((1280, "light"), (320, "dark"))), ("nl", ((390, "dark"),))),
    (("nl", ((1280, "dark"), (320, "light"))), ("en", ((390, "light"),))),
    (("nl", ((1280, "light"), (320, "dark"))), ("en", ((390, "dark"),))),
    (("en", ((1280, "dark"), (320, "light"))), ("nl", ((390, "light"),))),
)
EVERY = tuple(product((1280, 390, 320), ("light", "dark")))
IN_TORTURE = os.environ.get("LOKET_TORTURE") == "1"
pytestmark = pytest.mark.browser


def ways(name: str) -> Ways:
    return (("en", EVERY), ("nl", EVERY)) if IN_TORTURE else FEW[list(PAGES).index(name) % len(FEW)]


def asks_axe(name: str, width: int) -> bool:
    """Axe looks at each page once, at one page on a desk and at the next on a phone; in torture always.

    At 320 the layout is that of 390.
    """
    return IN_TORTURE or width == AXE_AT[list(PAGES).index(name) // len(FEW) % len(AXE_AT)]


def turn(page: Page, width: int, theme: Any) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=theme)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_should_be(visitors: Visitors, places: dict[str, Any], name: str) -> None:
    who, path, first = PAGES[name]
    found: list[str] = []
    for lang, looks in ways(name):
        page, answer = visitors.again(who, path.format(**places), lang)
        assert answer is not None and answer.status < 500
        assert len(answer.body()) < LARGEST_PAGE
        turn(page, *looks[0])
        first(page)
        for width, theme in looks:
            turn(page, width, theme)
            wrong = complaints(page, width=width, lang=lang)
            wrong += violations(page) if asks_axe(name, width) else []
            found += [f"{lang} {width} {theme}: {one}" for one in wrong]
    assert found == []


@pytest.mark.parametrize(
    "name", ["home", "case list", "case, talked about", "new case", "people edit", "desk"]
)
def test_a_first_visit_is_small(visitors: Visitors, places: dict[str, Any], name: str) -> None:
    who, path, _first = PAGES[name]
    page = visitors.at(who, path.format(**places))
    assert 60_000 < seen(page, "loaded") < LARGEST_VISIT
