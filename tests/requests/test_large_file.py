"""T50: a large file goes through the wizard of a running portal, with progress and in little memory."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import press_next
from tests.cli.portal import Portal, running
from tests.conftest import IN_TORTURE

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MB = 1024**2
SIZE = (100 if IN_TORTURE else 24) * MB
MOST_MORE = 24_000  # kB of memory of one process: a few pieces of a file, never the file
WATCH = """() => { window.seen = new Set(); setInterval(() => {
  for (const bar of document.querySelectorAll(".files progress")) window.seen.add(bar.value); }, 20); }"""


def peaks(portal: Portal) -> dict[int, int]:
    """The most memory that each process of the portal ever had, in kB."""
    found = {}
    for process in portal.processes():
        said = Path(f"/proc/{process}/status").read_text()
        found[process] = int(said.partition("VmHWM:")[2].split()[0])
    return found


def at_files_step(page: Page, address: str) -> None:
    page.context.add_cookies([{"name": "lang", "value": "en", "url": address}])
    page.goto(f"{address}/login/")
    page.locator("#mail").fill("sam@haven.rijnmond.example")
    page.locator("#password").fill("Loket-demo-2026")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/cases/new/question")
    page.locator("[name=f-kind][value=issue]").check()
    page.locator("#f-subject").fill("A large log")
    page.locator("#f-description").fill("See the file.")
    press_next(page)
    press_next(page)


def test_t50_a_large_file_is_sent_with_progress_and_the_processes_stay_small(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "spooler.log"
    file.write_bytes(os.urandom(MB) * (SIZE // MB))
    with running(tmp_path) as portal, browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        at_files_step(page, portal.address)
        rate = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 20 * MB}
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", rate)
        before = peaks(portal)
        page.evaluate(WATCH)
        page.locator("input[type=file]").set_input_files(file)
        expect(page.locator(".files .state")).to_have_text("Sent", timeout=60_000)
        assert len([value for value in page.evaluate("[...window.seen]") if 0 < value < 1]) >= 3
        press_next(page)
        press_next(page)
        expect(page.locator("main")).to_contain_text("spooler.log")
        more = {one: most - before.get(one, most) for one, most in peaks(portal).items()}
        assert max(more.values()) < MOST_MORE, more
