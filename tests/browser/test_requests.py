"""The incident in the browser, with and without a script: both branches, both languages, on a phone too."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import hides, press_next, shows
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
INCIDENT = "/cases/new/incident"


def choose(page: Page, name: str, value: str, *, script: bool) -> None:
    """An answer that changes what is asked: at once with a script, with the next button without."""
    page.locator(f"[name=f-{name}][value={value}]").check()
    if not script:
        page.locator("main .form-actions button.primary").click()


def to_summary(page: Page) -> None:
    page.locator("#f-description").fill("It **stops** after two pages.")
    press_next(page)
    press_next(page)
    expect(page.locator(".steps [aria-current=step]")).to_have_count(1)


def device_reported(visitors: Visitors, script: bool, lang: str) -> Page:
    """The summary of an incident with a device, by its model."""
    page = visitors.at("sam", INCIDENT, lang=lang, script=script)
    page.locator("#f-subject").fill("Paper jams at the quay")
    press_next(page)
    choose(page, "product_kind", "hardware", script=script)
    page.locator("#f-model").fill(page.locator("#f-model-choices option").first.get_attribute("value") or "")
    press_next(page)
    for code, value in {"firmware": "2.1", "page_count": "12000", "panel_message": "E5"}.items():
        page.locator(f"#f-{code}").fill(value)
    page.locator("[name=f-connection][value=usb]").check()
    page.locator("[name=f-part_changed][value=no]").check()
    press_next(page)
    to_summary(page)
    return page


def send(page: Page) -> None:
    page.locator("main .form-actions button.primary").click()
    page.wait_for_url("**/cases/1*")


@pytest.mark.parametrize(("script", "lang"), [(True, "en"), (False, "nl")])
def test_a_device_is_reported_by_its_model(visitors: Visitors, script: bool, lang: str) -> None:
    page = device_reported(visitors, script, lang)
    shows(page, "Paper jams at the quay", "E5")
    send(page)
    shows(page, "Paper jams at the quay", "E5", "stops")


@pytest.mark.parametrize(("script", "lang"), [(True, "nl"), (False, "en")])
def test_it_is_edited_by_the_same_rules_and_turned_to_a_program(
    visitors: Visitors, script: bool, lang: str
) -> None:
    page = device_reported(visitors, script, lang)
    send(page)
    page.goto(page.url + "/edit")
    page.locator("#f-panel_message").fill("")
    page.locator("main .form-actions button.primary").click()
    expect(page.locator(".error-summary a")).to_have_attribute("href", "#f-panel_message")
    choose(page, "product_kind", "software", script=script)
    page.locator("#f-product_line").select_option("software")
    if not script:
        page.locator("main button[value=show]").last.click()
    page.locator("#f-product option:nth-child(2)").wait_for(state="attached")
    page.locator("#f-product").select_option(index=1)
    page.locator("#f-software_version").fill("7.2")
    send(page)
    shows(page, "7.2")
    hides(page, "E5")


@pytest.mark.parametrize(("script", "lang"), [(True, "nl"), (False, "en")])
def test_a_program_is_reported_by_its_product_line(visitors: Visitors, script: bool, lang: str) -> None:
    page = visitors.at("sam", INCIDENT, lang=lang, script=script)
    page.locator("#f-subject").fill("Follow-me printing stops")
    press_next(page)
    choose(page, "product_kind", "software", script=script)
    page.locator("#f-product_line").select_option("software")
    if not script:
        page.locator("main button[value=show]").last.click()
    page.locator("#f-product option:nth-child(2)").wait_for(state="attached")
    page.locator("#f-product").select_option(index=1)
    press_next(page)
    page.locator("#f-software_version").fill("7.2")
    press_next(page)
    to_summary(page)
    shows(page, "Follow-me printing stops", "7.2")


def test_on_a_phone_nothing_is_lost_on_the_way_back_and_on_another_machine(visitors: Visitors) -> None:
    page = visitors.at("sam", INCIDENT)
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator("#f-subject").fill("Half of it")
    press_next(page)
    page.locator("[name=f-product_kind][value=software]").check()
    page.locator("#f-product_line").wait_for()
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#f-subject")).to_have_value("Half of it")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    elsewhere = visitors.at("sam", "/")
    elsewhere.get_by_role("link", name="Half of it").first.click()
    expect(elsewhere.locator("[name=f-product_kind][value=software]")).to_be_checked()
