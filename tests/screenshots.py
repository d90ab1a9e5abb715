"""`python -m tests.screenshots`: the pictures in docs/images, taken from a demonstration of its own."""

import base64
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app.demo.cast import PASSWORD
from tests.cli.portal import Portal, running
from tests.house.files import REPOSITORY
from tests.servers import chromium

PICTURES = REPOSITORY / "docs" / "images"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
GUIDES = REPOSITORY / "app" / "static" / "guides"
GUIDE_WIDTH = 1024
SIZES = {1280: 860, 390: 844, GUIDE_WIDTH: 640}
TO_WEBP = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const { width, height } = picture;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", 0.7);
}"""
NOOR, BO = "noor@rijnmond.example", "bo@desk.example"
CHRIS, TESS, ADA = "chris@desk.example", "tess@desk.example", "ada@desk.example"

# name of the picture, whose, where, and what to click on to get there
VIEWS = (
    ("cases", NOOR, "/cases/?view=account_open", ""),
    ("case", NOOR, "/cases/", "main table a[href^='/cases/1']"),
    ("desk", BO, "/desk/", ""),
    ("desk-case", BO, "/desk/?queue=mine", "main table a[href^='/cases/1']"),
)


IN_GUIDES = (
    ("new-case", NOOR, "/cases/new/question", ""),
    ("case", NOOR, "/cases/?view=account_open", "main table a[href^='/cases/1']"),
    ("desk", BO, "/desk/", ""),
    ("account", CHRIS, "/accounts/2", ""),
    ("article-edit", TESS, "/knowledge/1/edit", ""),
    ("setup", ADA, "/setup/", ""),
)


def main() -> int:
    if chromium() is None:
        print("Taking pictures needs Chromium.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running(Path(data)) as portal, browser() as opened:
        for width in (1280, 390):
            take_all(portal, opened, width)
        take_guides(portal, opened)
    return 0


def take_all(portal: Portal, opened: Browser, width: int) -> None:
    pages: dict[str, Page] = {}
    for name, who, where, then in VIEWS:
        page = pages.get(who) or pages.setdefault(who, signed_in(portal, opened, who, width))
        page.goto(portal.address + where)
        if then:
            page.locator(then).first.click()
            page.wait_for_load_state()
        page.screenshot(path=PICTURES / f"{name}-{width}.png")
        print(f"docs/images/{name}-{width}.png")


def take_guides(portal: Portal, opened: Browser) -> None:
    """The pictures of the guides in both languages, as WebP, which the browser makes of what it shows."""
    GUIDES.mkdir(parents=True, exist_ok=True)
    for name, who, where, then in IN_GUIDES:
        for language in ("en", "nl"):
            page = signed_in(portal, opened, who, GUIDE_WIDTH, language)
            page.goto(portal.address + where)
            if then:
                page.locator(then).first.click()
                page.wait_for_load_state()
            shown = base64.b64encode(page.screenshot()).decode()
            page.goto("about:blank")
            made = page.evaluate(TO_WEBP, f"data:image/png;base64,{shown}")
            (GUIDES / f"{name}-{language}.webp").write_bytes(base64.b64decode(made.partition(",")[2]))
            print(f"app/static/guides/{name}-{language}.webp")
            page.close()


def signed_in(portal: Portal, opened: Browser, mail: str, width: int, language: str = "en") -> Page:
    page = opened.new_page(viewport={"width": width, "height": SIZES[width]}, locale="en-GB")
    page.goto(f"{portal.address}/login/?lang={language}")
    page.fill("[name=mail]", mail)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{portal.address}/")
    return page


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


if __name__ == "__main__":
    sys.exit(main())
