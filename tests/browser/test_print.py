"""On paper a page shows what was said and what is known, and nothing that is clicked."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
CLICKED = (".top", ".breadcrumbs", ".tabs", ".foot", "#note-form", ".form-actions", "main .button")
WIDTH_OF_PAPER = 700  # CSS pixels between the margins of A4


def on_paper(visitors: Visitors, who: str, path: str) -> Page:
    page = visitors.at(who, path)
    page.set_viewport_size({"width": WIDTH_OF_PAPER, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    return page


@pytest.mark.parametrize(
    "path", ["/", "/cases/?view=account_open", "/cases/{talked_about}", "/accounts/{account}"]
)
def test_a_printed_page_has_nothing_to_click_and_nothing_cut_off(
    visitors: Visitors, places: dict[str, Any], path: str
) -> None:
    page = on_paper(visitors, "sam", path.format(**places))
    for part in CLICKED:
        assert [one for one in page.locator(part).all() if one.is_visible()] == [], part
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH_OF_PAPER
    ink = page.locator("h1").evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(0, 0, 0)"


def test_a_printed_case_shows_its_summary_and_its_conversation(
    visitors: Visitors, places: dict[str, Any]
) -> None:
    page = on_paper(visitors, "sam", f"/cases/{places['talked_about']}")
    assert page.locator(".note:visible").count() >= 2
    expect(page.locator("dl.meta").first).to_be_visible()
    summary, said = (page.locator(one).first.bounding_box() for one in ("dl.meta", ".conversation"))
    assert summary and said and summary["y"] < said["y"]
