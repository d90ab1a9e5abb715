"""The search field of every page: by keyboard, with suggestions, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import case_of, shows
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
FIELD = "#search-top"


def options(page: Page) -> Locator:
    return page.locator(".suggestions").get_by_role("option")


def typed(page: Page, text: str) -> None:
    """From anywhere on the page, without the mouse, until suggestions are there."""
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(text)
    expect(options(page).first).to_be_visible()


def test_slash_some_letters_and_enter_lead_to_a_case(visitors: Visitors) -> None:
    case = case_of(visitors, "sam", "Wombat in the sorter")
    page = visitors.at("sam", "/accounts/")
    typed(page, "wombat sort")
    option = options(page).filter(has_text="Wombat in the sorter").first
    expect(option.locator("mark").first).to_have_text("Wombat")
    page.keyboard.press("ArrowDown")
    chosen = options(page).and_(page.locator("[aria-selected=true]")).get_attribute("id")
    expect(page.locator(FIELD)).to_have_attribute("aria-activedescendant", chosen or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + case)


def test_enter_shows_all_and_escape_closes_the_suggestions_alone(visitors: Visitors) -> None:
    case_of(visitors, "sam", "Wombat in the drawer")
    page = visitors.at("sam", "/")
    typed(page, "wombat")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("wombat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=wombat")
    shows(page, "Wombat in the drawer")


def test_a_suggestion_can_be_clicked(visitors: Visitors) -> None:
    case = case_of(visitors, "sam", "Quokka below the tray")
    page = visitors.at("sam", "/")
    typed(page, "quokka")
    options(page).filter(has_text="Quokka").first.click()
    page.wait_for_url("**" + case)


def test_on_a_phone_the_field_is_in_the_menu(visitors: Visitors) -> None:
    case_of(visitors, "sam", "Numbat on the stairs")
    page = visitors.at("sam", "/", width=390)
    page.get_by_role("button", name="Menu").click()
    page.locator(FIELD).fill("numbat")
    page.locator(FIELD).press("Enter")
    page.wait_for_url("**/search?q=numbat")
    shows(page, "Numbat on the stairs")


def test_without_javascript_the_field_leads_to_the_results(visitors: Visitors) -> None:
    case_of(visitors, "sam", "Bilby in the corridor")
    page = visitors.at("sam", "/", script=False)
    page.locator(FIELD).fill("bilby")
    page.locator(FIELD).press("Enter")
    shows(page, "Bilby in the corridor")
    page.get_by_role("link", name="Cases", exact=True).last.click()
    page.wait_for_url(re.compile("kind=cases"))
    shows(page, "Bilby in the corridor")


@pytest.mark.parametrize("script", [True, False])
def test_a_whole_number_leads_to_its_case(visitors: Visitors, script: bool) -> None:
    case = case_of(visitors, "sam", "Dingo behind the printer")
    page = visitors.at("sam", "/accounts/", script=script)
    page.locator(FIELD).fill(case.removeprefix("/cases/"))
    page.locator(FIELD).press("Enter")
    page.wait_for_url("**" + case)


@pytest.mark.parametrize("script", [True, False])
def test_results_stand_in_groups_with_their_words_marked_on_a_dutch_phone(
    visitors: Visitors, script: bool
) -> None:
    case_of(visitors, "sam", "Toner for the bandicoot")
    page = visitors.at("sam", "/search?q=toner", script=script, width=390, lang="nl")
    for heading in ("Meldingen", "Artikelen"):
        group = page.locator("main section", has=page.get_by_role("heading", name=heading))
        expect(group.locator("mark").first).to_have_text(re.compile("toner", re.IGNORECASE))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_dutch_phone_suggestions_come_while_one_types(visitors: Visitors) -> None:
    page = visitors.at("sam", "/", width=390, lang="nl")
    page.get_by_role("button", name="Menu").click()
    page.locator(FIELD).press_sequentially("tone", delay=20)
    expect(options(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
