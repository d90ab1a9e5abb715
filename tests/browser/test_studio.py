"""The License request, built in the browser from nothing, asks what the shipped one asks (I1)."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from app.request_types.as_yaml import from_yaml
from app.request_types.definition import Definition
from app.request_types.install import shipped
from app.request_types.write import data
from tests.browser.building import BASE, Builder
from tests.browser.steps import press_next, shows
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
NAME = {"en": "License once more", "nl": "Nog eens licentie"}


@pytest.fixture
def ada(visitors: Visitors) -> Iterator[Page]:
    """At the list of request types; what was added is not offered any more afterwards."""
    page = visitors.at("ada", BASE)
    start = page.url
    yield page
    page.goto(start)
    page.locator("form[action$='/license_once_more/place'] button[value=withhold]").click()


def test_the_license_request_is_rebuilt_published_and_filed(ada: Page, visitors: Visitors) -> None:
    wanted = shipped("license")
    builder = Builder(ada, BASE)
    builder.begin(wanted, NAME)
    builder.build(wanted)
    file = ada.request.get(builder.outline + "file").text()
    assert plain(from_yaml(file)[1], {}) == plain(wanted, builder.codes)

    ada.goto(builder.outline)
    ada.get_by_role("button", name="Publish").click()

    file_one(visitors.at("sam", "/cases/new"), builder.codes)


def file_one(sam: Page, codes: dict[str, str]) -> None:
    sam.get_by_role("link", name="License once more").click()
    sam.locator(f"[name=f-{codes['wish']}][value=broken]").check()
    sam.locator(f"[name=f-{codes['product_line']}]").select_option(index=1)
    sam.locator(f"[name=f-{codes['product']}] option:nth-child(2)").wait_for(state="attached")
    sam.locator(f"[name=f-{codes['product']}]").select_option(index=1)
    press_next(sam)
    sam.locator(f"[name=f-{codes['license_number']}]").fill("0042 ABC")
    sam.locator(f"[name=f-{codes['error_message']}]").fill("No seats left")
    sam.locator(f"[name=f-{codes['description']}]").fill("Since Monday.")
    press_next(sam)
    sam.locator("main .form-actions button.primary").click()
    sam.wait_for_url("**/cases/1*")
    shows(sam, "License once more", "0042 ABC", "No seats left")


def plain(definition: Definition, codes: dict[str, str]) -> Any:
    """The steps as data, with the codes that the parts got in the browser; names of sections are made too."""
    return [
        [_with(codes, field) for section in step["sections"] for field in section["fields"]]
        + [_with(codes, section.get("shown_when")) for section in step["sections"]]
        for step in data(definition)["steps"]
    ]


def _with(codes: dict[str, str], value: Any) -> Any:
    if isinstance(value, dict):
        renamed = {key: _with(codes, one) for key, one in value.items()}
        for key in ("code", "field", "depends_on"):
            if key in renamed and isinstance(renamed[key], str):
                renamed[key] = codes.get(renamed[key], renamed[key])
        return renamed
    return [_with(codes, one) for one in value] if isinstance(value, list) else value
