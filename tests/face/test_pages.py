"""Every kind of page, narrow and wide, dark and light: no axe violation, no sideways scroll, no complaint."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.face.conftest import Open

AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
PAGES = {
    "style guide": "/styleguide/",
    "list": "/deviceview/list/",
    "filtered list": "/deviceview/list/?_flt_2_number=D-01",
    "empty list": "/deviceview/list/?_flt_2_number=nothing",
    "add": "/deviceview/add",
    "edit": "/deviceview/edit/1",
    "show": "/deviceview/show/1",
    "show with related list": "/companyview/show/1?section=DeviceView",
    "question": "/deviceview/delete/1",
    "not found": "/nowhere",
}
LOOKS = ((1280, "light", "nl"), (390, "dark", "en"), (320, "light", "nl"))
pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


def sticks_out(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def turn(page: Page, width: int, theme: Any, lang: str) -> None:
    """Another look at the same page: a new window for each would take longer than all that is looked at."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.context.add_cookies([{"name": "lang", "value": lang, "url": page.url}])
    page.reload()
    assert page.locator("html").get_attribute("lang") == lang


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_is_accessible_and_fits(visit: Open, path: str) -> None:
    page = visit(path)
    for look in LOOKS:
        turn(page, *look)
        assert violations(page) == [], look
        assert not sticks_out(page), look


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_menus_are_accessible(visit: Open, theme: str) -> None:
    page = visit("/deviceview/list/", width=390, theme=theme)
    page.get_by_role("button", name="Menu").click()
    page.locator("#top-menu details.menu summary").last.click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    assert violations(page) == []


def test_a_form_sent_wrongly_is_accessible(visit: Open) -> None:
    page = visit("/deviceview/add")
    page.get_by_role("button", name="Save").click()
    assert violations(page) == []


def test_pages_are_small(visit: Open) -> None:
    page = visit("/deviceview/list/")
    assert len(page.content().encode()) < 60_000
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, one) => sum + one.transferSize, 0)"
    )
    assert loaded < 200_000
