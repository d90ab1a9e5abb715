"""The studio with the keyboard alone: what a mouse can do, and where the focus is after each act."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser
BASE = "/setup/request-types/"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def ada(request: pytest.FixtureRequest, visitors: Visitors) -> Iterator[Page]:
    """At the outline of a new request type, which goes again."""
    page = visitors.at("ada", BASE, script=request.param)
    type_into(page, "Name English", "Keys")
    page.keyboard.press("Tab")
    page.keyboard.type("Toetsen")
    enter(page)
    expect(page.locator("h1")).to_have_text("Keys")
    outline = page.url.split("?")[0]
    yield page
    page.goto(outline)
    tab_to(page, "Throw the draft away")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Throw away", exact=True).wait_for()
    press(page, "Throw away")
    expect(page.locator("h1")).to_have_text("Request types")


def tab_to(page: Page, name: str) -> None:
    """With Tab alone, from wherever the focus is."""
    seen: list[str] = []
    for _ in range(150):
        page.keyboard.press("Tab")
        seen.append(name_of_focus(page))
        if seen[-1] == name:
            return
    raise AssertionError(f"{name} cannot be reached, but {seen}")


def name_of_focus(page: Page) -> str:
    """What a screen reader calls what has the focus: its own words, or its label with its group."""
    named: str = page.evaluate(
        """() => {
          const one = document.activeElement;
          const group = one.closest("fieldset")?.querySelector("legend")?.firstChild?.textContent ?? "";
          const label = one.labels?.[0]?.textContent ?? "";
          const own = one.getAttribute("aria-label") ?? (label ? `${group} ${label}` : one.textContent);
          return own.replace(/\\s+/g, " ").trim();
        }"""
    )
    return named


def described(page: Page) -> str:
    """What is read with it."""
    said: str = page.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-describedby'))"
        "?.textContent ?? ''"
    )
    return said.strip()


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    enter(page)


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def add(page: Page, fold: str, label: str, text: str) -> None:
    """A step or a section: where there is none its form is open already."""
    if page.locator("details[open] > summary", has_text=fold).count() == 0:
        tab_to(page, fold)
        page.keyboard.press("Enter")
    type_into(page, f"{label}, English", text)
    page.keyboard.press("Tab")
    page.keyboard.type(text)
    enter(page)


def add_field(page: Page, text: str) -> None:
    add(page, "Add a field: What", "Label", text)
    expect(page.locator("h1")).to_have_text(f"Field: {text}")
    press(page, "Save")


def test_a_request_type_is_built_moved_undone_and_published_without_a_mouse(ada: Page) -> None:
    add(ada, "Add a step", "Name", "Start")
    assert (name_of_focus(ada), described(ada)) == ("Change Start", "“Start” is added.")
    add(ada, "Add a section", "Name", "What")
    add_field(ada, "Colour")
    assert (name_of_focus(ada), described(ada)) == ("Change Colour", "“Colour” is saved in the draft.")
    add_field(ada, "Weight")

    press(ada, "Move Weight up")
    assert (name_of_focus(ada), described(ada)) == ("Move Weight up", "“Weight” is now number 1 of 2.")
    press(ada, "Remove Weight")
    assert name_of_focus(ada) == "Undo" and "is removed" in described(ada)
    enter(ada)
    expect(ada.locator("#done")).to_have_text("“Weight” is back where it stood.")
    assert name_of_focus(ada) == "Change Weight"
    press(ada, "Copy Colour")
    assert "This is the copy" in described(ada)


def test_a_condition_is_built_from_menus_with_the_keyboard(ada: Page) -> None:
    add(ada, "Add a step", "Name", "Start")
    add(ada, "Add a section", "Name", "What")
    add_field(ada, "Colour")
    add_field(ada, "Weight")
    press(ada, "Change Weight")
    shown = ada.get_by_role("group", name="Show this field when")
    shown.get_by_label("Field", exact=True).first.focus()
    ada.keyboard.type("Colour")
    ada.keyboard.press("Tab")
    ada.keyboard.type("contains")
    ada.keyboard.press("Tab")
    ada.keyboard.type("Red")
    press(ada, "Save")
    expect(ada.locator("main")).to_contain_text("shown when Colour contains Red")


def test_each_control_of_the_studio_has_a_name_of_its_own(visitors: Visitors) -> None:
    page = visitors.at("ada", f"{BASE}incident/?step=error")
    names = page.locator(".studio :is(a, button)").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label') ?? one.textContent)"
        ".map(name => name.replace(/\\s+/g, ' ').trim())"
    )
    assert all(names) and len(set(names)) == len(names)
