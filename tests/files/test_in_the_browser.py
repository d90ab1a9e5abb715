"""Choosing, dropping and pasting files: size, progress and a result for each (UI rule 7)."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from sqlalchemy import select

from models.case import Case
from tests.cases.steps import opened, ready
from tests.files.acts import case_with_file, rows, stored
from tests.files.browsing import at_page
from tests.files.samples import LOG, PNG, PROGRAM
from tests.worlds import World

pytestmark = pytest.mark.browser

WITH_FILES = """([name, type, content]) => {
  const bag = new DataTransfer(), bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  bag.items.add(new File([bytes], name, { type }));
  return bag;
}"""
PASTE = """(place, bag) => place.dispatchEvent(
  new ClipboardEvent("paste", { clipboardData: bag, bubbles: true, cancelable: true }))"""


@pytest.fixture
def form(sqlite_world: World, browser: Browser) -> Iterator[Page]:
    """The step of a question that takes files, as Sam sees it."""
    with at_page(sqlite_world, browser, "sam", files_step(sqlite_world)) as page:
        yield page


def files_step(world: World) -> str:
    return ready(world, world.sign_in("sam")).replace("/summary", "/steps/more")


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )


def bag(page: Page, name: str, media_type: str, content: bytes) -> Any:
    return page.evaluate_handle(WITH_FILES, [name, media_type, base64.b64encode(content).decode()])


def item(page: Page, name: str) -> Locator:
    return page.locator(".files li").filter(has_text=name)


def expect_sent(page: Page, name: str) -> None:
    expect(item(page, name).first.locator(".state")).to_have_text("Sent")


def send(page: Page) -> None:
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/cases/1*")


def names(world: World) -> list[str]:
    return sorted(file.name for file in rows(world) if file.case_id)


def test_chosen_files_go_with_the_case_and_can_be_fetched_from_it(form: Page, sqlite_world: World) -> None:
    choose(form, ("spooler.log", LOG), ("photo.png", PNG))
    expect(item(form, "spooler.log")).to_contain_text("25 B")
    expect_sent(form, "spooler.log")
    expect_sent(form, "photo.png")
    send(form)
    assert names(sqlite_world) == ["photo.png", "spooler.log"]
    with form.expect_download() as fetched:
        form.get_by_role("link", name="spooler.log").first.click()
    assert fetched.value.path().read_bytes() == LOG


def test_a_file_shows_how_far_it_is_and_the_form_waits_for_it(form: Page, sqlite_world: World) -> None:
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
    session = form.context.new_cdp_session(form)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", limits)
    choose(form, ("dump.bin", b"\x01\x02" * 500_000))
    bar = item(form, "dump.bin").get_by_role("progressbar")
    form.wait_for_function(
        "() => { const bar = document.querySelector('.files progress'); return bar && bar.value > 0; }"
    )
    assert 0 < float(bar.evaluate("bar => bar.value")) < 1
    expect(bar).to_have_count(0)
    expect_sent(form, "dump.bin")
    send(form)
    assert names(sqlite_world) == ["dump.bin"]


def test_a_picture_pasted_into_the_description_is_attached(form: Page, sqlite_world: World) -> None:
    picture = bag(form, "image.png", "image/png", PNG)
    form.get_by_label("What else should we know?").evaluate(PASTE, picture)
    expect_sent(form, "image.png")
    send(form)
    assert names(sqlite_world) == ["image.png"]


def test_a_file_dropped_on_the_field_is_attached(form: Page, sqlite_world: World) -> None:
    dropped = bag(form, "dropped.txt", "text/plain", LOG)
    form.locator("[data-files]").dispatch_event("drop", {"dataTransfer": dropped})
    expect_sent(form, "dropped.txt")
    send(form)
    assert names(sqlite_world) == ["dropped.txt"]


def test_a_refused_file_says_why_and_the_others_go_on(form: Page, sqlite_world: World) -> None:
    choose(form, ("setup.exe", PROGRAM), ("spooler.log", LOG))
    expect(item(form, "setup.exe")).to_contain_text("Files that can start a program are not accepted.")
    expect_sent(form, "spooler.log")
    send(form)
    assert names(sqlite_world) == ["spooler.log"]


def test_a_file_that_failed_is_tried_again_without_the_others(form: Page, sqlite_world: World) -> None:
    busy = iter([True])
    form.route(
        "**/uploads",
        lambda route: route.fulfill(status=429, json={}) if next(busy, False) else route.continue_(),
    )
    choose(form, ("first.log", LOG))
    again = form.get_by_role("button", name="Try again first.log")
    expect(again).to_be_visible()
    choose(form, ("second.log", LOG))
    expect_sent(form, "second.log")
    again.click()
    expect_sent(form, "first.log")
    expect(again).to_have_count(0)
    send(form)
    assert names(sqlite_world) == ["first.log", "second.log"]


@pytest.fixture
def on_the_way(form: Page) -> list[Route]:
    """A file that is still on its way when the button is pressed; `[0].continue_()` lets it arrive."""
    held: list[Route] = []
    form.route("**/uploads", lambda route: held.append(route))
    choose(form, ("dump.log", LOG))
    expect(form.get_by_role("progressbar")).to_be_visible()
    form.get_by_role("button", name="Next").click()
    expect(form.locator(".waits")).to_contain_text("This goes on by itself when the last one is there.")
    return held


def test_a_form_that_waits_for_a_file_goes_on_by_itself(
    form: Page, on_the_way: list[Route], sqlite_world: World
) -> None:
    form.get_by_label("What else should we know?").fill("Typed meanwhile")
    form.get_by_role("button", name="Next").click()  # impatient: once is enough
    expect(form.locator(".waits")).to_have_count(1)
    on_the_way[0].continue_()
    form.wait_for_url("**/summary")
    expect(form.locator("main")).to_contain_text("Typed meanwhile")
    form.get_by_role("button", name="Send").click()
    form.wait_for_url("**/cases/1*")
    assert names(sqlite_world) == ["dump.log"]


def test_going_on_can_be_stopped(form: Page, on_the_way: list[Route], sqlite_world: World) -> None:
    form.get_by_role("button", name="Stop").click()
    expect(form.get_by_role("button", name="Next")).to_be_focused()
    expect(form.locator("#announcer")).to_contain_text("Nothing was sent but the files.")
    on_the_way[0].continue_()
    expect_sent(form, "dump.log")
    expect(form.locator(".waits")).to_have_count(0)
    assert form.url.endswith("/steps/more")
    send(form)
    assert names(sqlite_world) == ["dump.log"]


def test_when_the_file_fails_the_form_stays_and_says_so(
    form: Page, on_the_way: list[Route], sqlite_world: World
) -> None:
    on_the_way[0].fulfill(status=429, json={})
    expect(form.locator(".waits.failed")).to_contain_text("A file could not be sent, so nothing else was")
    form.unroute_all()
    form.get_by_role("button", name="Try again dump.log").click()
    expect_sent(form, "dump.log")
    expect(form.locator(".waits")).to_have_count(0)
    send(form)
    assert names(sqlite_world) == ["dump.log"]


def test_a_file_taken_back_on_its_way_holds_nothing_up(
    form: Page, on_the_way: list[Route], sqlite_world: World
) -> None:
    form.get_by_role("button", name="Remove dump.log").click()
    form.wait_for_url("**/summary")
    form.get_by_role("button", name="Send").click()
    form.wait_for_url("**/cases/1*")
    assert names(sqlite_world) == [] and stored(sqlite_world) == set()


def test_a_picture_is_looked_at_without_leaving_the_page(sqlite_world: World, browser: Browser) -> None:
    case_with_file(sqlite_world, name="photo.png", content=PNG)
    with sqlite_world.session() as session:
        number = session.scalars(select(Case.number)).one()
    with at_page(sqlite_world, browser, "sam", f"/cases/{number}/files") as page:
        link = page.get_by_role("link", name="Preview photo.png")
        link.click()
        expect(page.get_by_role("dialog").get_by_role("img", name="photo.png")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(link).to_be_focused()


def test_a_removed_file_does_not_go_along(form: Page, sqlite_world: World) -> None:
    choose(form, ("wrong.log", LOG), ("right.log", LOG))
    expect_sent(form, "wrong.log")
    form.get_by_role("button", name="Remove wrong.log").click()
    expect(item(form, "wrong.log")).to_have_count(0)
    expect_sent(form, "right.log")
    send(form)
    assert names(sqlite_world) == ["right.log"] and len(stored(sqlite_world)) == 1


def test_a_file_over_the_limit_is_told_so_before_it_is_sent(sqlite_world: World, browser: Browser) -> None:
    """T50."""
    before = sqlite_world.app.config["LARGEST_FILE"]
    sqlite_world.app.config["LARGEST_FILE"] = 1024**2
    try:
        with at_page(sqlite_world, browser, "sam", files_step(sqlite_world)) as page:
            choose(page, ("dump.bin", b"a" * (1024**2 + 1)))
            expect(item(page, "dump.bin")).to_contain_text("larger than 1 MB")
    finally:
        sqlite_world.app.config["LARGEST_FILE"] = before
    assert not rows(sqlite_world) and not stored(sqlite_world)


def test_a_picture_pasted_into_a_note_goes_with_the_note(sqlite_world: World, browser: Browser) -> None:
    number = opened(sqlite_world)
    with at_page(sqlite_world, browser, "sam", f"/cases/{number}") as page:
        note = page.locator("#body")
        note.fill("Look at this.")
        note.evaluate(PASTE, bag(page, "image.png", "image/png", PNG))
        expect_sent(page, "image.png")
        page.get_by_role("button", name="Send note").click()
        expect(page.locator(".note").filter(has_text="Look at this.")).to_contain_text("image.png")
    assert [file.note_id is not None for file in rows(sqlite_world)] == [True]
