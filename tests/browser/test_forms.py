"""Forms: all faults at once, each with a way to its field, and nothing that was typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import QUESTION, case_of, shows
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser


def test_all_faults_of_a_new_case_are_told_at_once_and_lead_to_their_fields(visitors: Visitors) -> None:
    page = visitors.at("noor", QUESTION)
    page.get_by_role("button", name="Next").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(4)
    for field in ("account", "kind", "subject", "description"):
        summary.locator(f"a[href='#f-{field}']").press("Enter")
        expect(page.locator(f"#f-{field}")).to_be_in_viewport()
        expect(page.locator(f"#f-{field}-error")).to_be_visible()


def test_a_parent_chooses_among_its_sub_accounts_only(visitors: Visitors) -> None:
    page = visitors.at("noor", QUESTION)
    offered = page.locator("#f-account label").all_inner_texts()
    assert "Rijnmond Haven" in offered and "Rijnmond Groep" not in offered


def test_editing_starts_from_the_case_as_it_is(visitors: Visitors) -> None:
    page = visitors.at("sam", case_of(visitors, "sam", "Edited a little") + "/edit", script=False)
    expect(page.get_by_role("radio", name="An issue")).to_be_checked()
    expect(page.locator("#f-description")).to_have_value("Since this morning.")
    page.locator("#f-subject").fill("Edited a little more")
    page.get_by_role("button", name="Save").click()
    shows(page, "Edited a little more")


def test_an_edit_that_came_second_shows_both_and_saves_when_it_is_meant(visitors: Visitors) -> None:
    """T64."""
    path = case_of(visitors, "sam", "Two write at once")
    sam, bo = visitors.at("sam", path + "/edit"), visitors.at("bo", path + "/edit")
    bo.locator("#f-subject").fill("As Bo calls it")
    bo.get_by_role("button", name="Save").click()
    shows(bo, "As Bo calls it")
    sam.locator("#f-subject").fill("")
    sam.get_by_role("button", name="Save").click()
    sam.locator("#f-subject").fill("As Sam calls it")
    sam.get_by_role("button", name="Save").click()
    shows(sam, "Somebody else changed this case", "As Bo calls it")
    expect(sam.locator("#f-subject")).to_have_value("As Sam calls it")
    sam.get_by_role("button", name="Save").click()
    expect(sam.locator("h1")).to_have_text("As Sam calls it")


def test_markdown_can_be_looked_at_before_it_is_sent(visitors: Visitors) -> None:
    for script in (True, False):
        page = visitors.at("sam", QUESTION, script=script)
        page.locator("#f-subject").fill("Keeps what I typed")
        page.locator("#f-description").fill("It is **very** loud")
        page.get_by_role("button", name="Preview").click()
        expect(page.locator("#f-description-preview strong")).to_have_text("very")
        expect(page.locator("#f-subject")).to_have_value("Keeps what I typed")


def test_a_refused_file_stays_on_the_files_and_says_why(visitors: Visitors, tmp_path: Path) -> None:
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ" + b"\0" * 200)
    page = visitors.at("sam", case_of(visitors, "sam", "With a program") + "/files", script=False)
    page.locator("input[type=file]").set_input_files(program)
    page.get_by_role("button", name="Add to the case").click()
    shows(page, "There is a problem", "Files that can start a program are not accepted.")
    expect(page.locator(".tabs [aria-current]")).to_have_text("Files")


def test_accounts_are_suggested_while_one_types(visitors: Visitors, places: dict[str, Any]) -> None:
    page = visitors.at("ada", f"/setup/people/edit/{places['contact']}")
    field = page.locator("input[hx-get]").first
    field.fill("")
    field.press_sequentially("Elders")
    choices = page.locator(f"#{field.get_attribute('list')} option")
    expect(choices).to_have_count(1)
    assert "Elders & Zoon" in (choices.first.get_attribute("value") or choices.first.inner_text())


def test_suggestions_after_the_end_of_the_sign_in_lead_to_the_sign_in_page(
    visitors: Visitors, places: dict[str, Any]
) -> None:
    ada = visitors.at("ada", f"/setup/people/edit/{places['contact']}")
    ada.on("dialog", lambda dialog: dialog.accept())
    visitors.sign_in(visitors.window(), "ada")
    ada.locator("input[hx-get]").first.press_sequentially("x")
    ada.wait_for_url("**/login/?next=/setup/people/edit/**")
    shows(ada, "You signed in on another device or in another browser")
