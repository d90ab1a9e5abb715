"""What the script adds: menus, theme, questions, files, short cuts; and what it must leave alone."""

import pytest
from playwright.sync_api import expect

from tests.face.conftest import Open

pytestmark = pytest.mark.browser


def test_the_skip_link_comes_first(visit: Open) -> None:
    page = visit("/deviceview/list/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to main content")).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(visit: Open) -> None:
    page = visit("/deviceview/list/")
    summary = page.locator(".tools summary").last
    summary.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_chosen_theme_is_remembered_by_the_server(visit: Open) -> None:
    page = visit("/deviceview/list/")
    page.get_by_role("button", name="Dark theme").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "true")


def test_deleting_asks_in_a_dialog_that_names_the_row(visit: Open) -> None:
    page = visit("/deviceview/list/?_flt_3_number=D-030")
    page.get_by_role("button", name="Delete D-030").click()
    dialog = page.get_by_role("dialog", name="Delete “D-030”?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("link", name="D-030", exact=True)).to_be_visible()
    page.get_by_role("button", name="Delete D-030").click()
    dialog.get_by_role("button", name="Delete").click()
    page.wait_for_url("**/list/")
    page.goto(page.url + "?_flt_3_number=D-030")
    expect(page.get_by_text("Nothing fits this filter")).to_be_visible()


def test_an_act_without_rows_says_so_and_does_nothing(visit: Open) -> None:
    page = visit("/deviceview/list/")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#announcer")).to_have_text("Choose at least one row first.")


def test_all_rows_can_be_chosen_at_once(visit: Open) -> None:
    page = visit("/deviceview/list/")
    page.get_by_label("Choose all rows").check()
    assert page.locator("input[name=rowid]:checked").count() == 10


def test_short_cuts_never_fire_in_fields_and_can_be_turned_off(visit: Open) -> None:
    page = visit("/styleguide/")
    page.get_by_label("Your note").press("?")
    expect(page.get_by_label("Your note")).to_have_value("?")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_label("Use single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_a_form_is_sent_once(visit: Open) -> None:
    page = visit("/deviceview/edit/5")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.evaluate("const b = document.querySelector('#model_form [type=submit]'); b.click(); b.click();")
    page.wait_for_url("**/list/")
    assert len(posts) == 1


def test_leaving_a_changed_form_asks_first(visit: Open) -> None:
    page = visit("/deviceview/edit/6")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Number").fill("something else")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/list/")
    assert asked == ["beforeunload"]


def test_files_are_sent_at_once_and_can_be_removed(visit: Open) -> None:
    page = visit("/styleguide/")
    field = page.locator("[data-files]")
    field.evaluate("field => { field.dataset.uploadUrl = '/uploads'; }")
    page.get_by_label("Attach files").set_input_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"abc"},
         {"name": "b.exe", "mimeType": "application/x-dosexec", "buffer": b"MZ"}]
    )  # fmt: skip
    expect(field.locator("li", has_text="a.txt")).to_contain_text("Sent")
    expect(field.locator("li", has_text="b.exe")).to_contain_text("Programs are not accepted.")
    field.get_by_role("button", name="Remove a.txt").click()
    expect(field.locator("li", has_text="a.txt")).to_have_count(0)


def test_a_pasted_picture_goes_with_the_form(visit: Open) -> None:
    page = visit("/styleguide/")
    page.get_by_label("Subject").evaluate(
        """target => {
            const bag = new DataTransfer();
            bag.items.add(new File(["x"], "screenshot.jpg", {type: "image/jpeg"}));
            const how = {clipboardData: bag, bubbles: true, cancelable: true};
            target.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
    )
    expect(page.locator("[data-files] li", has_text="screenshot.jpg")).to_contain_text("Goes with the form")
    assert page.get_by_label("Attach files").evaluate("input => input.files.length") == 1
