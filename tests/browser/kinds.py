"""What is done on a page before it is looked at, and what makes a kind of page."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.steps import press_next


def stay(page: Page) -> None:
    """The page as it opens."""


def send(page: Page) -> None:
    """The form as it is, with nothing filled in."""
    page.locator("main .form-actions button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


def send_wrong_password(page: Page) -> None:
    page.locator("#mail").fill("nobody@elsewhere.example")
    page.locator("#password").fill("not this one")
    send(page)


def save_after_somebody_else(page: Page) -> None:
    page.locator("[name=version]").evaluate("field => { field.value = '0'; }")
    page.locator("#f-subject").fill("The printer in hall 3 stops")
    send(page)


def refuse_without_reason(page: Page) -> None:
    page.locator(".asks button[value=in_progress]").click()
    page.locator(".error-summary").wait_for()


def go_to_summary(page: Page) -> None:
    page.locator("[name=f-kind]").first.check()
    page.locator("#f-subject").fill("How do I print booklets?")
    page.locator("#f-description").fill("With **two** staples.")
    for _ in ("case", "reproduce", "more"):
        press_next(page)
    page.locator(".accordion").first.wait_for()


def send_empty_note(page: Page) -> None:
    page.locator("#note-form button.primary").click()
    page.locator(".error-summary").wait_for()


def share_with_a_part_of_a_name(page: Page) -> None:
    page.locator("#whom").fill("rijnmond")
    send(page)


def open_person_menu(page: Page) -> None:
    opener = page.locator(".top-open")
    if opener.is_visible():
        opener.click()
    page.locator(".tools details.menu summary").last.click()


def ask_to_delete(page: Page) -> None:
    page.locator("main table [data-confirm-title]").first.click()
    page.locator("#confirm[open]").wait_for()


def add_without_name(page: Page) -> None:
    fold = page.locator("details:has(form[action$='/additions/'])")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.locator("button").click()
    page.locator(".error-summary").wait_for()


class Kind(NamedTuple):
    who: str
    path: str
    first: Callable[[Page], None] = stay


def table(name: str, key: str) -> dict[str, Kind]:
    """The pages of one set-up table."""
    at = f"/setup/{name}"
    return {
        f"{name} list": Kind("ada", f"{at}/list/"),
        f"{name} show": Kind("ada", f"{at}/show/{{{key}}}"),
        f"{name} edit": Kind("ada", f"{at}/edit/{{{key}}}"),
    }


def adding(name: str, key: str) -> dict[str, Kind]:
    at = f"/setup/{name}"
    return {
        f"{name} add": Kind("ada", f"{at}/add"),
        f"{name} add, nothing filled in": Kind("ada", f"{at}/add", send),
        f"{name} delete": Kind("ada", f"{at}/delete/{{{key}}}"),
    }


INCIDENT = "/setup/request-types/incident"
STUDIO = {
    "request types": Kind("ada", "/setup/request-types/"),
    "request types, nothing filled in": Kind("ada", "/setup/request-types/", send),
    "request type": Kind("ada", f"{INCIDENT}/?step=product"),
    "request type, a section was moved": Kind("ada", f"{INCIDENT}/?step=product&at=product/kind&did=up"),
    "request type, no name for a step": Kind("ada", f"{INCIDENT}/?step=product", add_without_name),
    "request type, about it": Kind("ada", f"{INCIDENT}/about"),
    "request type, section": Kind("ada", f"{INCIDENT}/parts/product/hardware"),
    "request type, field": Kind("ada", f"{INCIDENT}/parts/product/kind/product_kind"),
    "request type, versions": Kind("ada", f"{INCIDENT}/versions"),
    "request type, difference": Kind("ada", f"{INCIDENT}/versions/draft"),
    "request type, preview": Kind("ada", f"{INCIDENT}/preview?as=sam@haven.rijnmond.example"),
    "request type, preview in Dutch": Kind(
        "ada", f"{INCIDENT}/preview?as=sam@haven.rijnmond.example&in=nl&step=product"
    ),
    "request type, import": Kind("ada", "/setup/request-types/import"),
    "request type, import, nothing filled in": Kind("ada", "/setup/request-types/import", send),
}
