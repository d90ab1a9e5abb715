"""A file of accounts from upload to end, with script and without: columns, errors, another try, progress."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import shows
from tests.browser.visitors import Visitors
from tests.house.files import REPOSITORY

pytestmark = pytest.mark.browser
HEADINGS = "Customer number,Name,Hangs below"
WORK = (
    "from app.factory import create_app; from app.jobs.work import work_off; from config import read_settings"
)


def work_off(folder: str) -> None:
    """What a worker does, in a process of its own, until nothing is due."""
    settings = {"LOKET_ENV": "demo", "LOKET_DATA": folder}
    command = [sys.executable, "-W", "ignore", "-c", f"{WORK}; work_off(create_app(read_settings()))"]
    subprocess.run(command, cwd=REPOSITORY, env={**os.environ, **settings}, check=True, capture_output=True)


def send(page: Page, *rows: str) -> None:
    """Upload a file of these rows and say which column is the customer ID."""
    data = "\n".join([HEADINGS, *rows]).encode()
    page.locator("#file").set_input_files({"name": "kade.csv", "mimeType": "text/csv", "buffer": data})
    page.get_by_role("button", name="Next").click()
    page.locator("#column-customer_id").select_option(label="Customer number")
    page.get_by_role("button", name="Check the file").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_file_with_errors_is_mended_and_comes_in(
    visitors: Visitors, places: dict[str, Any], script: bool
) -> None:
    page, key = visitors.at("chris", "/accounts/import", script=script), f"KADE-{script}"
    send(page, f"{key}-1,Kade Een,", f"{key}-2,,nowhere")
    shows(page, "1 row cannot be taken, so nothing is imported", "Enter the name")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download these rows").click()
    told = list(csv.reader(io.StringIO(Path(downloading.value.path()).read_text("utf-8-sig"))))
    assert told[1][0] == "3" and f"{key}-2" in told[1]
    page.get_by_role("link", name="Send another file").click()
    send(page, f"{key}-1,Kade Een,", f"{key}-2,Kade Twee,{key}-1")
    shows(page, "All rows can be taken: 2 new")
    page.get_by_role("button", name="Import now").click()
    shows(page, "It begins in a moment")
    work_off(places["folder"])
    _ = script or page.reload()
    expect(page.locator("main")).to_contain_text("2 added", timeout=15_000)
    page.goto(f"{visitors.address}/accounts/?view=all&q={key}-2")
    shows(page, "Kade Twee")
