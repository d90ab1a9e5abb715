"""Everything works with JavaScript off; the server asks what the dialog would have asked."""

import re

import pytest
from playwright.sync_api import expect

from tests.face.conftest import Open

pytestmark = pytest.mark.browser


def test_deleting_asks_on_a_page_of_its_own(visit: Open) -> None:
    page = visit("/deviceview/list/?_flt_3_number=D-031", script=False)
    page.get_by_role("button", name="Delete D-031").click()
    expect(page.get_by_role("heading", name="Delete “D-031”?")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    page.goto(page.url.split("/deviceview")[0] + "/deviceview/list/?_flt_3_number=D-031")
    expect(page.get_by_text("Nothing fits this filter")).to_be_visible()


def test_an_act_on_several_rows_asks_and_names_them(visit: Open) -> None:
    page = visit("/deviceview/list/", script=False)
    page.get_by_label("Choose D-001").check()
    page.get_by_label("Choose D-002").check()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("Close these devices?")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="D-002")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("status").filter(has_text="Closed: D-001, D-002")).to_be_visible()


def test_filters_left_empty_do_not_narrow(visit: Open) -> None:
    page = visit("/deviceview/list/", script=False)
    page.locator("summary", has_text="Filter").click()
    page.get_by_role("textbox", name="Number").fill("D-01")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".count")).to_have_text("10 rows")
    expect(page).to_have_url(re.compile(r"\?_flt_2_number=D-01$"))


def test_the_menu_opens_on_a_phone(visit: Open) -> None:
    page = visit("/deviceview/list/", width=390, script=False)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Companies").click()
    assert page.url.endswith("/companyview/")
