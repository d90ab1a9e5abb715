"""What JavaScript adds on the real pages, and that it takes nothing away."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import QUESTION, case_of, open_case, press_next, shows, write
from tests.browser.visitors import Visitors

NEXT_LOOK = 21_000  # milliseconds: an open conversation looks for news every twenty seconds
pytestmark = pytest.mark.browser


def open_conversation(visitors: Visitors, who: str, case: str) -> Page:
    """With the time of the page in our hands."""
    page = visitors.at(who, "/")
    page.clock.install()
    page.goto(visitors.address + case)
    return page


def test_a_note_of_another_comes_in_without_taking_focus_or_draft(visitors: Visitors) -> None:
    case = case_of(visitors, "sam", "Notes come by themselves")
    sam, bo = open_conversation(visitors, "sam", case), visitors.at("bo", case)
    sam.locator("#body").fill("I am just writing th")
    write(bo, "Is it switched on?")
    write(bo, "Bo to Kim: old machine", is_internal=True)
    sam.clock.run_for(NEXT_LOOK)
    expect(sam.locator(".conversation .note").last).to_contain_text("Is it switched on?")
    expect(sam.locator("#body")).to_be_focused()
    expect(sam.locator("#body")).to_have_value("I am just writing th")
    sam.clock.run_for(NEXT_LOOK)
    assert sam.get_by_text("Is it switched on?").count() == 1
    assert sam.get_by_text("Bo to Kim").count() == 0


def test_what_is_typed_is_kept_and_the_other_side_is_told_that_somebody_writes(visitors: Visitors) -> None:
    case = case_of(visitors, "sam", "Drafts are kept by themselves")
    bo = open_conversation(visitors, "bo", case)
    bo.locator("#body").press_sequentially("Kept")
    expect(bo.locator(".readers.public")).to_be_visible()
    bo.get_by_label("Internal note").check()
    expect(bo.locator(".readers.public")).to_be_hidden()
    expect(bo.locator(".readers.inside")).to_contain_text("Only the service desk will read this")
    bo.get_by_label("Internal note").uncheck()
    bo.clock.run_for(4_000)
    expect(bo.locator("#draft-kept")).to_have_text("Draft kept.")
    kim = visitors.at("kim", case)
    expect(kim.locator(".presence")).to_contain_text("Bo Jansen is typing.")
    bo.reload()
    expect(bo.locator("#body")).to_have_value("Kept")


def test_ctrl_enter_sends_a_note(visitors: Visitors) -> None:
    page = visitors.at("sam", case_of(visitors, "sam", "Sent by keyboard"))
    page.locator("#body").fill("Sent without the mouse")
    page.locator("#body").press("Control+Enter")
    expect(page.locator(".note").last).to_contain_text("Sent without the mouse")
    expect(page.locator("#body")).to_have_value("")


def test_a_double_click_opens_one_case(visitors: Visitors) -> None:
    """T63."""
    page = visitors.at("sam", QUESTION)
    page.get_by_role("radio", name="An issue").check()
    page.locator("#f-subject").fill("Clicked twice in a hurry")
    page.locator("#f-description").fill("Twice.")
    for _ in ("case", "reproduce", "more"):
        press_next(page)
    page.get_by_role("button", name="Send").dblclick()
    page.wait_for_url(re.compile(r"/cases/\d{8}$"))
    page.goto(visitors.address + "/cases/?view=all_mine&q=Clicked+twice")
    expect(page.locator(".list-bar .count")).to_have_text("1 case")


def test_leaving_a_half_written_case_asks_first(visitors: Visitors) -> None:
    page, asked = visitors.at("sam", QUESTION), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#f-subject").fill("Half wri")
    page.get_by_role("link", name="Accounts").click(no_wait_after=True)
    expect(page.locator("#f-subject")).to_have_value("Half wri")
    assert asked == ["beforeunload"]


def test_sending_a_case_asks_nothing(visitors: Visitors) -> None:
    page, asked = visitors.at("sam", QUESTION), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_case(page, "Written to the end")
    assert asked == []


def test_the_keys_work_on_a_page_and_never_in_a_field(visitors: Visitors) -> None:
    page = visitors.at("sam", "/accounts/")
    page.locator("#q").press("c")
    expect(page.locator("#q")).to_have_value("c")
    page.locator("#q").press("Tab")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_url("**/cases/new")


def test_slash_goes_to_the_search_from_any_page(visitors: Visitors) -> None:
    page = visitors.at("sam", "/")
    page.keyboard.press("/")
    expect(page.locator("#search-top")).to_be_focused()
    page.goto(visitors.address + "/search")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_keys_lead_only_where_one_may_go(visitors: Visitors) -> None:
    page = visitors.at("tess", "/")
    page.keyboard.press("c")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert page.url == visitors.address + "/"


@pytest.mark.parametrize("width", [1280, 390])
def test_escape_closes_a_menu_and_gives_the_focus_back(visitors: Visitors, width: int) -> None:
    page = visitors.at("sam", "/cases/", width=width)
    if width < 500:
        page.get_by_role("button", name="Menu").click()
    summary = page.locator(".tools summary").last
    summary.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(summary).to_be_focused()


def test_an_open_page_says_that_one_was_signed_out_and_keeps_the_draft(visitors: Visitors) -> None:
    case = case_of(visitors, "lot", "Signed in twice")
    page = open_conversation(visitors, "lot", case)
    page.locator("#body").fill("Do not lose this")
    visitors.sign_in(visitors.window(), "lot")
    page.clock.run_for(NEXT_LOOK)
    expect(page.locator("#signed-out")).to_be_visible()
    expect(page.locator("#signed-out")).to_contain_text("You are not signed in any more.")
    expect(page.locator("#body")).to_have_value("Do not lose this")
    link = page.locator("#signed-out a")
    expect(link).to_have_attribute("href", re.compile(rf"/login/\?next={case}&ended=elsewhere$"))


def test_the_next_page_tells_why_one_was_signed_out(visitors: Visitors) -> None:
    page = visitors.at("lot", "/")
    visitors.sign_in(visitors.window(), "lot")
    page.get_by_role("link", name="Cases").first.click()
    shows(page, "You signed in on another device or in another browser")
    page.on("dialog", lambda dialog: dialog.accept())


def test_a_note_sent_after_the_end_of_the_sign_in_is_kept(visitors: Visitors) -> None:
    page = visitors.at("lot", case_of(visitors, "lot", "Sent too late"))
    visitors.sign_in(visitors.window(), "lot")
    page.locator("#body").fill("Written before I was signed out")
    page.locator("#note-form button.primary").click()
    shows(page, "Sign in again to send this", "Written before I was signed out")


ASKED = """async ([path, headers]) => {
  const answer = await fetch(path, { headers, redirect: "manual" });
  return [answer.status, answer.headers.get("HX-Redirect")];
}"""


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"X-Requested-With": "poll"}, {}])
def test_a_request_of_a_script_after_the_end_is_told_where_to_go(
    visitors: Visitors, headers: dict[str, Any]
) -> None:
    page = visitors.at("lot", "/accounts/")
    assert page.evaluate(ASKED, ["/accounts/choices?field=x", headers])[0] != 401
    visitors.sign_in(visitors.window(), "lot")
    answer = page.evaluate(ASKED, ["/accounts/choices?field=x", headers])
    shown = urlsplit(page.url).path  # the list, or the account that Lot looked at last
    assert answer == [401, f"/login/?next={shown}&ended=elsewhere"]
