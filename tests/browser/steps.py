"""What people do on the pages, in the words that the pages use."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors

Words = dict[str, str]


QUESTION = "/cases/new/question"


def open_case(page: Page, subject: str, description: str = "Since this morning.") -> str:
    """From the first step of a question to the case, in any language; answers its path."""
    page.locator("[name=f-kind][value=issue]").check()
    page.locator("#f-subject").fill(subject)
    page.locator("#f-description").fill(description)
    for _ in ("case", "reproduce", "more", "summary"):
        press_next(page)
    page.wait_for_url(re.compile(r"/cases/\d{8}$"))
    return page.url.removeprefix(page.evaluate("location.origin"))


def press_next(page: Page) -> None:
    """The main button of a step; of the summary it sends."""
    before = page.url
    page.locator("main .form-actions button.primary").click()
    page.wait_for_url(lambda url: url != before)


def case_of(visitors: Visitors, who: str, subject: str) -> str:
    return open_case(visitors.at(who, QUESTION, script=False), subject)


def write(page: Page, text: str, *, is_internal: bool = False) -> None:
    page.locator("#body").fill(text)
    if is_internal:
        page.locator("#is_internal").check()
    page.locator("#note-form button.primary").click()
    expect(page.locator(".conversation")).to_contain_text(text)


def set_status(page: Page, word: str, reason: str = "") -> None:
    page.locator("#to").select_option(label=word)
    page.locator("#reason").fill(reason)
    page.locator("form:has(#to) button[type=submit]").click()


def shows(page: Page, *texts: str) -> None:
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)


def hides(page: Page, text: str) -> None:
    expect(page.locator("main")).not_to_contain_text(text)
