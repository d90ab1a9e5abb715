"""What FAB's forms send and keep: native fields, texts in two languages, errors that lose nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.face.conftest import Open

pytestmark = pytest.mark.browser


def fill(page: Page, number: str) -> None:
    page.get_by_label("Number").fill(number)
    page.get_by_label("Name: English").fill("Label printer")
    page.get_by_label("Name: Nederlands").fill("Etikettenprinter")
    page.get_by_label("Due").fill("2026-12-24")
    page.get_by_label("Opened").fill("2026-12-01T09:30")
    page.get_by_role("combobox", name="Company").fill("Company 07")
    page.get_by_label("Printer model 3").check()


def test_what_is_typed_is_what_is_shown(visit: Open) -> None:
    page = visit("/deviceview/add", lang="nl")
    fill(page, "D-900")
    page.locator("form#model_form button[type=submit]").click()
    page.goto(page.url.split("/deviceview")[0] + "/deviceview/list/?_flt_3_number=D-900")
    page.get_by_role("link", name="D-900", exact=True).click()
    for words in ("Etikettenprinter", "24 dec 2026", "1 dec 2026", "09:30", "Company 07", "Printer model 3"):
        expect(page.locator("dl")).to_contain_text(words)


def test_errors_stand_on_top_and_beside_the_field(visit: Open) -> None:
    page = visit("/deviceview/add")
    page.get_by_label("Name: English").fill("kept")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Error:")
    expect(page.get_by_label("Name: English")).to_have_value("kept")
    page.locator(".error-summary a").first.click()
    expect(page.get_by_label("Number")).to_be_focused()
    expect(page.get_by_label("Number")).to_have_attribute("aria-invalid", "true")


def test_a_box_may_stay_empty(visit: Open) -> None:
    page = visit("/deviceview/edit/12")
    page.get_by_label("Active").uncheck()
    page.get_by_role("button", name="Save").click()
    page.goto(page.url.split("/deviceview")[0] + "/deviceview/edit/12")
    expect(page.get_by_label("Active")).not_to_be_checked()


def test_a_time_is_kept_through_an_edit_in_another_zone(visit: Open) -> None:
    page = visit("/deviceview/edit/13")
    expect(page.get_by_label("Opened")).to_have_value("2026-07-01T14:00")
    page.get_by_role("button", name="Save").click()
    page.goto(page.url.split("/deviceview")[0] + "/deviceview/edit/13")
    expect(page.get_by_label("Opened")).to_have_value("2026-07-01T14:00")


def test_a_long_list_narrows_while_typing_and_keeps_what_is_chosen(visit: Open) -> None:
    page = visit("/deviceview/edit/2")
    page.get_by_label("Printer model 3").check()
    page.get_by_placeholder("Type to narrow the list").fill("model 21")
    expect(page.get_by_label("Printer model 21")).to_be_visible()
    expect(page.get_by_label("Printer model 3")).to_be_visible()
    expect(page.get_by_label("Printer model 4", exact=True)).to_be_hidden()


@pytest.mark.parametrize(
    "query", ["_flt_0_kind=zz", "_flt_1_opened=x", "_flt_0_amount=x", "_flt_1_opened=2026-01-01"]
)
def test_a_filter_from_the_address_breaks_nothing(visit: Open, query: str) -> None:
    expect(visit(f"/deviceview/list/?{query}").locator(".count")).to_be_visible()


def test_a_comparison_can_be_chosen(visit: Open) -> None:
    page = visit("/deviceview/list/?_flt_2_number=D-01")
    page.get_by_label("How to compare: Number").select_option(label="Ends with")
    page.get_by_role("textbox", name="Number").fill("7")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".count")).to_have_text("3 rows")
