"""The Accounts tab and the form of an account, with the script and without."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import shows
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
AMERICAS = ["–", "North America", "Latin America", "Caribbean"]


def test_a_choice_of_the_menu_applies_at_once(visitors: Visitors) -> None:
    page = visitors.at("lot", "/accounts/?view=mine")
    expect(page.get_by_role("button", name="GO")).to_be_hidden()
    page.locator("#view").select_option(label="Rijnmond Logistiek")
    expect(page.get_by_role("heading", name="Rijnmond Logistiek", level=1)).to_be_visible()


def test_without_script_the_go_button_applies_it(visitors: Visitors) -> None:
    page = visitors.at("lot", "/accounts/?view=mine", script=False)
    page.locator("#view").select_option(label="Rijnmond Logistiek")
    page.get_by_role("button", name="GO").click()
    expect(page.get_by_role("heading", name="Rijnmond Logistiek", level=1)).to_be_visible()
    page.goto(visitors.address + "/accounts/")
    expect(page.get_by_role("heading", name="Rijnmond Logistiek", level=1)).to_be_visible()


def test_sub_regions_are_those_of_the_region(visitors: Visitors, places: dict[str, Any]) -> None:
    page = visitors.at("chris", f"/accounts/{places['account']}/edit")
    expect(page.locator("#sub_region_id optgroup")).to_have_count(1)
    page.locator("#region_id").select_option(label="Americas")
    expect(page.locator("#sub_region_id option")).to_have_text(AMERICAS)
    expect(page.locator("#sub_region_id")).to_have_value("")


def test_without_script_a_sub_region_of_another_region_is_said(
    visitors: Visitors, places: dict[str, Any]
) -> None:
    page = visitors.at("chris", f"/accounts/{places['account']}/edit", script=False)
    expect(page.locator("#sub_region_id optgroup")).to_have_count(3)
    page.locator("#region_id").select_option(label="Americas")
    page.get_by_role("button", name="Save").click()
    shows(page, "This sub-region lies in another region.")
