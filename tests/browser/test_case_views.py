"""The case list in a browser: filters, columns and views that people build, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser


def save(page: Page, name: str) -> None:
    page.locator("#name").fill(name)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/cases/?view=own-*")


def delete(page: Page, name: str) -> None:
    line = page.locator(".rows > li", has_text=name)
    line.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def test_a_view_is_built_from_the_list_opened_deleted_and_taken_back(visitors: Visitors) -> None:
    page = visitors.at("sam", "/cases/?view=account_open&priority=high")
    page.get_by_role("link", name="Save as a view").click()
    page.get_by_label("Description").check()
    page.get_by_label("Owner", exact=True).first.uncheck()
    save(page, "High ones")
    expect(page.get_by_role("columnheader", name="Description")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Owner")).to_have_count(0)
    expect(page.locator("#view")).to_contain_text("High ones (")
    page.get_by_role("link", name="Views", exact=True).click()
    delete(page, "High ones")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".rows").first).to_contain_text("High ones")
    delete(page, "High ones")


def test_back_brings_the_view_and_its_filters_back(visitors: Visitors) -> None:
    page = visitors.at("bo", "/cases/?view=account_open")
    page.locator("#view").select_option("all_mine")
    page.wait_for_url("**view=all_mine**")
    page.get_by_text("Filters", exact=True).click()
    page.locator("#state").select_option("closed")
    page.wait_for_url("**state=closed**")
    asked, first = page.url, page.locator("tbody td.number").all_inner_texts()
    page.locator("tbody td.number a").first.click()
    page.wait_for_url("**/cases/1*")
    page.go_back()
    expect(page.locator("#state")).to_have_value("closed")
    assert (page.url, page.locator("tbody td.number").all_inner_texts()) == (asked, first)


def test_an_owner_is_suggested_while_one_types(visitors: Visitors) -> None:
    page = visitors.at("noor", "/cases/?view=account_open")
    page.get_by_text("Filters", exact=True).click()
    page.locator("#owner").press_sequentially("lot pe")
    expect(page.locator("#owner-choices option")).to_have_count(1)
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**owner=lot+pe**")
    expect(page.locator("#owner")).to_have_value("Lot Peters")


def test_without_javascript_a_view_is_chosen_with_go_counted_and_built(visitors: Visitors) -> None:
    page = visitors.at("eva", "/cases/?view=account_open", script=False)
    page.locator("#view").select_option("all_mine")
    page.get_by_role("button", name="GO").click()
    expect(page.locator("#view")).to_have_value("all_mine")
    page.get_by_role("link", name="Count the cases in each view").click()
    expect(page.locator("#view")).to_contain_text("All my cases (")
    page.get_by_role("link", name="Save as a view").click()
    save(page, "Without script")
    page.get_by_role("link", name="Views", exact=True).click()
    delete(page, "Without script")


def test_go_is_not_there_where_a_choice_applies_at_once(visitors: Visitors) -> None:
    page = visitors.at("eva", "/cases/?view=account_open")
    expect(page.locator("#view")).to_be_visible()
    expect(page.get_by_role("button", name="GO")).to_have_count(0)


def test_the_chosen_columns_stand_on_the_card_of_a_phone(visitors: Visitors) -> None:
    chosen = "number,subject,description,kind,assignee,created"
    page = visitors.at("bo", f"/cases/?view=account_open&columns={chosen}", width=390)
    card = page.locator("tbody tr").first
    for part in ("number", "wide-cell", "kind", "assignee", "created"):
        expect(card.locator(f"td.{part}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
