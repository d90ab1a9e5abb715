"""From who writes to who reads: a message with a picture, an article in both languages, and feedback."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.demo.samples import png
from tests.browser.steps import shows
from tests.browser.visitors import Visitors
from tests.files.samples import PNG
from tests.files.test_in_the_browser import PASTE, WITH_FILES

pytestmark = pytest.mark.browser


PLATYPUS = {
    "title_en": "The platypus tray",
    "body_en": "Push it in **firmly**.",
    "title_nl": "De vogelbekdierlade",
    "body_nl": "Druk hem **stevig** aan.",
}


def unread(page: Page) -> int:
    """What the tab says."""
    said = page.locator("[data-unread]").first
    return int((said.text_content() or "0").split()[0]) if said.count() else 0


def show_again(page: Page) -> None:
    """From the page of a message that is out."""
    page.goto(page.url + "/edit")
    page.get_by_label("Show it as unread again").check()
    page.get_by_role("button", name="Save and look at it").last.click()
    expect(page.get_by_text("its readers find it unread again")).to_be_visible()


def publish_with_picture(page: Page, title: str, picture: Path) -> None:
    """For Elders alone."""
    page.locator("#title_en").fill(title)
    page.locator("#body_en").fill("It looks like this:")
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.locator("#body_en")).to_have_value(re.compile(r"!\[panel\]\(/files/\d+/"))
    page.get_by_role("radio", name="Only for:").check()
    page.locator("#account").fill("0008150000")
    page.get_by_role("button", name="Save and look at it").last.click()
    page.wait_for_url(re.compile(r"/messages/write/\d+$"))
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("The message is now: Published.")).to_be_visible()


def test_a_message_with_a_picture_is_published_counted_read_and_shown_again(
    visitors: Visitors, tmp_path: Path
) -> None:
    picture = tmp_path / "panel.png"
    picture.write_bytes(png([bytearray([2]) * 40 for _ in range(20)]))
    eva = visitors.at("eva", "/accounts/")
    before = unread(eva)
    chris = visitors.at("chris", "/messages/write/new")
    publish_with_picture(chris, "The new panel", picture)
    eva.goto(visitors.address + "/messages/")
    assert unread(eva) == before + 1
    eva.locator(".rows").get_by_role("link", name="The new panel").click()
    expect(eva.locator("article img")).to_have_js_property("naturalWidth", 40)
    expect(eva.get_by_role("button", name="Mark as unread")).to_be_visible()
    eva.goto(visitors.address + "/accounts/")
    assert unread(eva) == before
    show_again(chris)
    eva.reload()
    assert unread(eva) == before + 1


def test_an_article_in_both_languages_is_found_in_dutch_and_said_to_help(visitors: Visitors) -> None:
    bo = visitors.at("bo", "/knowledge/new")
    for field, text in PLATYPUS.items():
        bo.locator(f"#{field}").fill(text)
    bo.locator("main .form-actions button[type=submit]").click()
    bo.get_by_role("button", name="Publish").click()
    expect(bo.get_by_text("The article is now: Published.")).to_be_visible()
    sam = visitors.at("sam", "/", lang="nl")
    sam.keyboard.press("/")
    sam.keyboard.type("vogelbekdier")
    sam.locator(".suggestions").get_by_role("option").filter(has_text="vogelbekdierlade").first.click()
    expect(sam.locator("strong", has_text="stevig")).to_be_visible()
    sam.get_by_role("button", name="Ja", exact=True).click()
    shows(sam, "U zei: ja.")
    bo.reload()
    expect(bo.locator("dt", has_text="Helpful").first.locator("+ dd")).to_have_text("1")


def test_related_articles_are_picked_from_suggestions(visitors: Visitors) -> None:
    bo = visitors.at("bo", "/knowledge/new")
    bo.locator("#another").press_sequentially("toner", delay=20)
    option = bo.locator("#another-choices option").first
    option.wait_for(state="attached")
    picked = option.get_attribute("value") or ""
    bo.locator("#another").fill(picked)
    bo.get_by_role("button", name="Add this article").click()
    box = bo.get_by_role("checkbox", name=picked.rpartition(" (")[0], exact=True)
    expect(box).to_be_checked()
    expect(bo.locator("#another")).to_have_value("")


def test_feedback_with_a_pasted_screenshot_is_a_case_for_those_who_run_the_portal(visitors: Visitors) -> None:
    sam = visitors.at("sam", "/accounts/")
    sam.get_by_role("link", name="Feedback").click()
    sam.get_by_label("In one line").fill("The platypus jumps")
    sam.get_by_label("What happened").fill("While I scroll.")
    bag = sam.evaluate_handle(WITH_FILES, ["jump.png", "image/png", base64.b64encode(PNG).decode()])
    sam.get_by_label("What happened").evaluate(PASTE, bag)
    expect(sam.locator(".files li .state")).to_have_text("Sent")
    sam.get_by_role("button", name="Send").click()
    sam.wait_for_url(re.compile(r"/help/feedback/\d{8}$"))
    number = sam.url.rpartition("/")[2]
    bo = visitors.at("bo", f"/cases/{number}")
    shows(bo, "The platypus jumps", "While I scroll.", "/accounts/")
    expect(bo.get_by_role("link", name="jump.png").first).to_be_visible()
    assert visitors.at("eva", f"/cases/{number}").get_by_text("The platypus jumps").count() == 0
