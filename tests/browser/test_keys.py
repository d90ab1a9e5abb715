"""Keyboard for everything: Bo works at the desk without a mouse, by single keys and by Tab alone (D12)."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import case_of, shows, write
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser

FOCUS = Path(__file__).with_name("focus.js").read_text("utf-8").strip()


def ask(page: Page, name: str) -> Any:
    return page.evaluate(f"() => {FOCUS}.{name}()")


def queue_of(visitors: Visitors, *subjects: str, looks: str = "all") -> Page:
    """The queue of these cases alone, the first one on top."""
    for subject in subjects:
        case_of(visitors, "sam", subject)
    word = subjects[0].partition(" ")[0]
    return without_motion(visitors.at("bo", f"/desk/?view={looks}&q={word}&size=10"))


def without_motion(page: Page) -> Page:
    """Where the focus is, is asked at once and not at the end of a smooth way there."""
    page.emulate_media(reduced_motion="reduce")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page, key: str, words: str) -> None:
    """A note that is begun by a key, and sent."""
    page.locator("h1").click()
    press(page, key)
    page.keyboard.type(words)
    press(page, "Control+Enter")
    expect(page.locator(".conversation .note").last).to_contain_text(words)


def tab_to(page: Page, target: Locator, most: int = 80) -> None:
    """By Tab alone; each stop on the way is seen."""
    for _ in range(most):
        press(page, "Tab")
        seen = ask(page, "seen")
        assert seen is None or (seen["drawn"] and seen["free"]), seen
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"no way to {target}")


def choose(page: Page, target: Locator, word: str) -> None:
    """In a menu that has the focus, as who types does."""
    expect(target).to_be_focused()
    page.keyboard.type(word)
    assert target.evaluate("(menu) => menu.selectedOptions[0].text").startswith(word)


def test_bo_moves_through_the_queue_takes_a_case_goes_on_and_opens_one(visitors: Visitors) -> None:
    page = queue_of(visitors, "Walked one", "Walked two", "Walked three", looks="unassigned")
    rows = page.locator("a[data-row]")
    press(page, "j")
    expect(rows.nth(0)).to_be_focused()
    press(page, "j", "j", "j", "k")
    expect(rows.nth(1)).to_be_focused()
    taken = rows.nth(1).inner_text()
    press(page, "a")
    expect(page.get_by_role("link", name=taken)).to_have_count(0)
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_be_focused()
    assert ask(page, "seen")["drawn"]
    number = rows.nth(1).inner_text()
    press(page, "Enter")
    page.wait_for_url(f"**/cases/{number}")
    page.go_back()
    press(page, "j")
    expect(rows.nth(0)).to_be_focused()


def test_bo_writes_to_the_customer_and_to_the_desk_and_answers_a_note(visitors: Visitors) -> None:
    case = case_of(visitors, "sam", "Written by keys")
    page = visitors.at("bo", case)
    said(page, "n", "Is it switched on?")
    press(page, "i")
    expect(page.locator("#is_internal")).to_be_checked()
    said(page, "i", "nisramt are only letters here")
    notes = page.locator(".conversation .note")
    expect(notes.last).to_contain_text("Internal")
    press(page, "r")
    expect(page.locator(".answering")).to_contain_text("nisramt")
    said(page, "n", "Yes, they are.")
    expect(notes.last.locator(".quote")).to_contain_text("nisramt")
    sam = visitors.at("sam", case)
    shows(sam, "Is it switched on?")
    expect(sam.locator("main")).not_to_contain_text("nisramt")


def test_bo_assigns_sets_a_status_and_uses_a_macro(visitors: Visitors) -> None:
    page = without_motion(visitors.at("bo", case_of(visitors, "sam", "Done by keys")))
    press(page, "a")
    shows(page, "Bo Jansen")
    press(page, "t")
    choose(page, page.locator("#assignee"), "Kim")
    tab_to(page, page.get_by_role("button", name="Assign", exact=True), 2)
    press(page, "Enter")
    expect(page.locator(".meta").first).to_contain_text("Kim Smit")
    press(page, "s")
    choose(page, page.locator("#to"), "On hold")
    tab_to(page, page.get_by_role("button", name="Change", exact=True), 4)
    press(page, "Enter")
    expect(page.locator(".pill").first).to_contain_text("On hold")
    press(page, "m")
    expect(page.locator("#macro")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Put in the note"), 2)
    press(page, "Enter")
    expect(page.locator("#body")).not_to_have_value("")


def test_bo_ticks_cases_and_changes_all_of_them(visitors: Visitors) -> None:
    page = queue_of(visitors, "Ticked one", "Ticked two", "Ticked three")
    press(page, "b")
    tab_to(page, page.get_by_role("button", name="Set priority"), 5)
    press(page, "Enter")
    expect(page.locator("#announcer")).to_have_text("Choose at least one row first.")
    press(page, "j", "x", "j", "x", "b")
    tab_to(page, page.locator("#new-priority"), 5)
    choose(page, page.locator("#new-priority"), "Low")
    tab_to(page, page.get_by_role("button", name="Set priority"), 2)
    press(page, "Enter")
    shows(page, "2 cases are changed.")
    expect(page.locator("td.urgency", has_text="Low")).to_have_count(2)


DESK_KEYS = ["/", "c", "?", "j", "k", "Enter", "x", "a", "b", "n", "i", "r", "t", "s", "m"]


@pytest.mark.parametrize(("lang", "title"), [("en", "Keyboard shortcuts"), ("nl", "Sneltoetsen")])
def test_a_list_of_the_keys_opens_by_a_key_and_gives_the_focus_back(
    visitors: Visitors, lang: str, title: str
) -> None:
    page = visitors.at("bo", "/desk/?view=all", lang=lang)
    press(page, "j", "?")
    sheet = page.get_by_role("dialog", name=title)
    expect(sheet).to_be_visible()
    listed = sheet.locator("kbd").all_inner_texts()
    assert [key for key in DESK_KEYS if key not in listed] == []
    press(page, "j", "x")  # nothing happens below
    press(page, "Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("a[data-row]").first).to_be_focused()
    expect(page.locator("input[name=rowid]:checked")).to_have_count(0)
    sams = visitors.at("sam", "/cases/", lang=lang)
    press(sams, "?")
    assert "j" not in sams.get_by_role("dialog", name=title).locator("kbd").all_inner_texts()


def test_keys_are_turned_off_and_on_again_by_keyboard_and_stay_so(visitors: Visitors) -> None:
    """WCAG 2.1.4."""
    page = without_motion(visitors.at("bo", case_of(visitors, "sam", "Without single keys")))
    press(page, "?")
    tab_to(page, page.locator("#shortcuts-on"), 3)
    press(page, "Space", "Escape", "n", "s", "m", "?", "c")
    expect(page.locator("#body")).not_to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.reload()
    press(page, "n")
    expect(page.locator("#body")).not_to_be_focused()
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    expect(page.locator("#shortcuts-on")).not_to_be_checked()
    page.locator("#shortcuts-on").press("Space")
    press(page, "Escape", "n")
    expect(page.locator("#body")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/desk/?view=all&size=10",
        "/desk/?view=closed&size=10",
        "CASE",
        "CASE/merge",
        "CASE/shares",
        "CASE/history",
    ],
)
def test_every_control_of_the_desk_is_reached_by_tab_and_seen(
    visitors: Visitors, path: str, width: int
) -> None:
    """With everything open that opens."""
    case = (
        visitors.at("bo", "/desk/?view=all&size=10").locator("a[data-row]").first.get_attribute("href") or ""
    )
    page = without_motion(visitors.at("bo", path.replace("CASE", case), width=width))
    page.evaluate('() => document.querySelectorAll("main details").forEach((one) => { one.open = true; })')
    assert len(ask(page, "left")) > 3
    page.locator("#main").focus()
    for _ in range(400):
        press(page, "Tab")
        seen = ask(page, "seen")
        if seen is None or not ask(page, "mark"):
            break
        assert seen["drawn"] and seen["free"], seen
    assert ask(page, "left") == []


def test_without_javascript_all_of_it_is_done_by_tab_and_enter(visitors: Visitors) -> None:
    case = case_of(visitors, "sam", "Bare keys")
    page = visitors.at("bo", "/desk/?view=all&q=Bare", script=False)
    page.locator("h1").click()
    page.get_by_role("button", name=re.compile("^Take case")).press("Enter")
    shows(page, "Bo Jansen")
    page.locator("a[data-row]").first.press("Enter")
    page.locator("#body").fill("Written without script")
    page.get_by_role("button", name="Send note").press("Enter")
    shows(page, "Written without script")
    page.locator("#to").select_option(label="On hold")
    page.get_by_role("button", name="Change", exact=True).press("Enter")
    shows(page, "On hold")
    assert page.url.startswith(visitors.address + case)


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_the_history_is_narrowed_and_says_so_in_its_address(
    visitors: Visitors, width: int
) -> None:
    case = case_of(visitors, "sam", "History without script")
    write(visitors.at("bo", case, script=False), "A note for the history")
    page = visitors.at("bo", f"{case}/history", lang="nl", script=False, width=width)
    expect(page.locator(".timeline > li")).to_have_count(2)
    page.get_by_label("Wat", exact=True).select_option("noted")
    page.get_by_role("button", name="Toepassen").press("Enter")
    expect(page.locator(".timeline > li")).to_have_count(1)
    assert "kind=noted" in page.url
    shows(page, "Bo Jansen")
