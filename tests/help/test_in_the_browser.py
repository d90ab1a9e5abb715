"""Feedback as a person gives it: with a pasted screenshot, and with JavaScript off."""

import base64
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.files.browsing import at_page
from tests.files.samples import PNG
from tests.files.test_in_the_browser import PASTE, WITH_FILES
from tests.worlds import World

pytestmark = pytest.mark.browser
SENT = re.compile(r"/help/feedback/\d{8}$")


def write(page: Page) -> None:
    page.get_by_label("In one line").fill("The list jumps")
    page.get_by_label("What happened").fill("While I scroll.")


def test_a_pasted_screenshot_goes_along_with_page_and_browser(sqlite_world: World, browser: Browser) -> None:
    with at_page(sqlite_world, browser, "sam", "/accounts/") as page:
        page.get_by_role("link", name="Feedback").click()
        expect(page.get_by_text("/accounts/", exact=True)).to_be_visible()
        write(page)
        bag = page.evaluate_handle(WITH_FILES, ["blank.png", "image/png", base64.b64encode(PNG).decode()])
        page.get_by_label("What happened").evaluate(PASTE, bag)
        expect(page.locator(".files li .state")).to_have_text("Sent")
        page.get_by_role("button", name="Send").click()
        page.wait_for_url(SENT)
        expect(page.get_by_role("link", name="blank.png")).to_be_visible()
        expect(page.get_by_text("/accounts/", exact=True)).to_be_visible()
        expect(page.get_by_text("Mozilla")).to_be_visible()


def test_it_works_without_script_from_the_help_page_on(sqlite_world: World, browser: Browser) -> None:
    with at_page(sqlite_world, browser, "tess", "/help/", script=False) as page:
        page.get_by_role("link", name="Report a problem or an idea").click()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
        write(page)
        files = [{"name": "blank.png", "mimeType": "image/png", "buffer": PNG}]
        page.locator("input[type=file]").set_input_files(files)
        page.get_by_role("button", name="Send").click()
        page.wait_for_url(SENT)
        expect(page.get_by_role("link", name="blank.png")).to_be_visible()


def test_a_pasted_picture_goes_into_the_text_of_an_article(sqlite_world: World, browser: Browser) -> None:
    with at_page(sqlite_world, browser, "bo", "/knowledge/new") as page:
        text = page.get_by_label("Text in Dutch")
        text.fill("Zie hier:")
        bag = page.evaluate_handle(WITH_FILES, ["klep.png", "image/png", base64.b64encode(PNG).decode()])
        text.evaluate(PASTE, bag)
        expect(text).to_have_value(re.compile(r"Zie hier:\n!\[klep\.png\]\(/files/\d+/picture\?inline=1\)\n"))
