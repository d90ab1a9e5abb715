"""Lists keep their state in the address, Back brings it back, and an empty list says why."""

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser


def test_filters_and_order_stand_in_the_address_and_back_restores_them(visitors: Visitors) -> None:
    page = visitors.at("bo", "/cases/?view=account_open&size=50")
    page.get_by_text("Filters", exact=True).click()
    page.locator("#kind").select_option(label="Issue")
    page.wait_for_url("**kind=issue**")
    page.get_by_role("link", name="Subject").click()
    page.wait_for_url("**sort=subject**")
    first, asked = page.locator("tbody tr td.number").all_inner_texts(), page.url
    page.locator("tbody tr").nth(12).scroll_into_view_if_needed()
    below = page.evaluate("scrollY")
    page.locator("tbody tr a").nth(12).click()
    page.wait_for_url("**/cases/1*")
    page.go_back()
    expect(page.locator("#kind")).to_have_value("issue")
    assert (page.url, page.locator("tbody tr td.number").all_inner_texts()) == (asked, first)
    page.wait_for_function("before => Math.abs(scrollY - before) < 5", arg=below)


def test_pages_go_on_and_back_again(visitors: Visitors) -> None:
    page = visitors.at("bo", "/cases/?view=account_open&scope=all")
    first = page.locator("tbody td.number").all_inner_texts()
    page.get_by_role("link", name="Next").click()
    expect(page.locator("tbody td.number").first).not_to_have_text(first[0])
    page.get_by_role("link", name="Previous").click()
    expect(page.locator("tbody td.number").first).to_have_text(first[0])
    assert page.locator("tbody td.number").all_inner_texts() == first


def test_the_last_view_opens_again(visitors: Visitors) -> None:
    page = visitors.at("eva", "/cases/")
    page.locator("#view").select_option("my_closed")
    page.wait_for_url("**view=my_closed**")
    page.goto(visitors.address + "/cases/")
    expect(page.locator("#view")).to_have_value("my_closed")


def test_a_number_in_the_search_goes_to_the_case(visitors: Visitors, places: dict[str, int]) -> None:
    page = visitors.at("sam", "/cases/")
    page.locator("#q").fill(str(places["resolved"]))
    page.locator("#q").press("Enter")
    page.wait_for_url(f"**/cases/{places['resolved']}")


@pytest.mark.parametrize(
    ("who", "path", "next_step"),
    [
        ("sam", "/cases/?view=all_mine&q=nothing+like+this", "Clear filters"),
        ("mia", "/desk/?queue=mine", "See unassigned cases"),
        ("noor", "/accounts/?q=nothing+like+this", "Show all"),
        ("eva", "/messages/?q=nothing+like+this", "Clear filters"),
        ("ada", "/setup/accounts/list/?_flt_2_name=nothing+like+this", "Clear"),
    ],
)
def test_an_empty_list_says_why_and_what_next(
    visitors: Visitors, who: str, path: str, next_step: str
) -> None:
    page = visitors.at(who, path)
    empty = page.locator(".empty")
    expect(empty.get_by_role("heading")).to_be_visible()
    empty.get_by_role("link", name=next_step).click()
    expect(page.locator(".empty")).to_have_count(0)


def test_a_case_is_a_short_card_on_a_phone(visitors: Visitors) -> None:
    page = visitors.at("noor", "/cases/?view=account_open&scope=all", width=390)
    heights = page.locator("tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert len(heights) >= 10 and max(heights) < 190
    card = page.locator("tbody tr").first
    for part in ("number", "wide-cell", "urgency", "state", "when"):
        expect(card.locator(f"td.{part}")).to_be_visible()
