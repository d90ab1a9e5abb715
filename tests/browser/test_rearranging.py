"""Moving, merging and deactivating, each after its preview, with the script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import shows
from tests.browser.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("script", [True, False])]


def added(page: Page, visitors: Visitors, name: str) -> str:
    """The address of a new account on top of a tree."""
    page.goto(f"{visitors.address}/accounts/new")
    page.locator("#name").fill(name)
    page.locator("#customer_id").fill(f"ID {name}")
    page.locator("main .form-actions button.primary").click()
    page.wait_for_url(re.compile(r"/accounts/\d+$"))
    return page.url


def contact(page: Page, account: str, first_name: str, mail: str) -> str:
    """The address of a new contact of this account."""
    page.goto(f"{account.rpartition('/accounts/')[0]}/contacts/new?account={account.rpartition('/')[2]}")
    for field, value in (("first_name", first_name), ("last_name", "Kade"), ("email", mail)):
        page.locator(f"#{field}").fill(value)
    page.locator("main .form-actions button.primary").click()
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    return page.url


def confirm(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).click()
    shows(page, "Done. It holds from the next page")


def show(page: Page) -> None:
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", name="What follows from it")).to_be_visible()


def test_an_account_is_moved_merged_and_deactivated(visitors: Visitors, script: bool) -> None:
    page = visitors.at("chris", "/accounts/?view=all", script=script)
    one, other = (added(page, visitors, f"Pier {name} {script}") for name in ("West", "Oost"))
    page.goto(f"{one}/move")
    page.locator("#parent").fill(f"Pier Oost {script}")
    show(page)
    shows(page, f"Pier West {script} then stands below Pier Oost {script}.", "Standard account")
    confirm(page, f"Move Pier West {script}")
    page.goto(f"{one}/activity")
    shows(page, "People who cannot sign in any more: 0.")
    confirm(page, f"Deactivate Pier West {script}")
    page.goto(f"{one}/merge")
    page.locator("#into").fill(f"Pier Oost {script}")
    show(page)
    confirm(page, f"Merge Pier West {script}")
    page.get_by_role("link", name=f"Go to Pier Oost {script}").click()
    assert page.url == other


def test_two_contacts_become_one(visitors: Visitors, script: bool) -> None:
    page = visitors.at("chris", "/accounts/?view=all", script=script)
    account = added(page, visitors, f"Steiger {script}")
    mail = f"an@steiger-{script}.example".lower()
    one = contact(page, account, "Anna", f"anna@steiger-{script}.example")
    other = contact(page, account, "An", mail)
    page.goto(f"{one}/merge")
    page.locator("#into").fill("nobody like it")
    page.get_by_role("button", name="Show what changes").click()
    shows(page, "No contact has this name or mail address.")
    page.locator("#into").fill(mail)
    show(page)
    shows(page, f"becomes one with An Kade, who is reached at {mail}.")
    confirm(page, "Merge Anna Kade")
    page.get_by_role("link", name="Go to An Kade").click()
    assert page.url == other
