"""Messages in the browser: banners, reading by opening, pictures in a text, hostile words."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.demo.samples import png
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.browser

PROBES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "[x](javascript:alert(3)) ![y](javascript:alert(4)) [z](data:text/html,<script>alert(5)</script>)",
    '![w](/files/1/x" onerror="alert(6)) ![v](https://elsewhere.example/pixel.png)',
    "<svg/onload=alert(7)><math><mi//xlink:href='data:x,alert(8)'>",
    "<style>@import 'https://elsewhere.example/x.css'</style><base href=https://elsewhere.example/>",
    "<form action=https://elsewhere.example><button>Send</button></form>",
)


def publish(visitors: Visitors, title: str, body: str, *, urgent: bool = True) -> str:
    """Chris writes to Elders alone, and lets it out; answers the path of the message for its readers."""
    page = visitors.at("chris", "/messages/write/new")
    page.locator("#title_en").fill(title)
    page.locator("#body_en").fill(body)
    page.get_by_role("radio", name="Only for:").check()
    page.locator("#account").fill("0008150000")
    page.locator("#is_urgent").set_checked(urgent)
    page.get_by_role("button", name="Save and look at it").last.click()
    page.wait_for_url(re.compile(r"/messages/write/\d+$"))
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("The message is now: Published.")).to_be_visible()
    return f"/messages/{page.url.rpartition('/')[2]}"


def test_a_banner_stays_until_it_is_read_and_goes_without_leaving_the_page(visitors: Visitors) -> None:
    title = "The server room is too warm"
    publish(visitors, title, "We switch off two servers.")
    eva = visitors.at("eva", "/cases/new/question")
    eva.locator("#f-subject").fill("I was just writing")
    shown = eva.locator(".flash.urgent", has_text=title)
    expect(shown).to_be_visible()
    shown.get_by_role("button", name="Mark as read").click()
    expect(shown).to_have_count(0)
    expect(eva.locator("#f-subject")).to_have_value("I was just writing")
    again = visitors.at("eva", "/accounts/")
    expect(again.get_by_role("heading", level=1)).to_be_visible()
    expect(again.locator(".flash.urgent", has_text=title)).to_have_count(0)
    sam = visitors.at("sam", "/accounts/")
    expect(sam.get_by_role("heading", level=1)).to_be_visible()
    expect(sam.get_by_text(title)).to_have_count(0)


def test_without_javascript_the_banner_has_its_button_too(visitors: Visitors) -> None:
    title = "The lift is out of order"
    publish(visitors, title, "Use the stairs.")
    eva = visitors.at("eva", "/accounts/", script=False)
    eva.locator(".flash.urgent", has_text=title).get_by_role("button", name="Mark as read").click()
    expect(eva).to_have_url(re.compile("/accounts/$"))
    expect(eva.locator(".flash.urgent", has_text=title)).to_have_count(0)


def test_opening_a_message_reads_it(visitors: Visitors) -> None:
    path = publish(visitors, "A calm word", "Nothing to do.", urgent=False)
    eva = visitors.at("eva", path)
    expect(eva.get_by_role("button", name="Mark as unread")).to_be_visible()
    expect(eva.get_by_role("button", name="Mark as read").first).not_to_be_visible()
    eva.goto(visitors.address + "/messages/?q=calm")
    expect(eva.locator(".rows").get_by_text("A calm word")).to_be_visible()
    expect(eva.locator(".rows").get_by_text("Unread")).to_have_count(0)


def test_t37_t38_hostile_words_in_a_message_stay_words(visitors: Visitors) -> None:
    """Nothing runs, nothing is fetched from elsewhere, and the console is silent (see `visitors`)."""
    path = publish(visitors, f"Probe {PROBES[0]} {PROBES[1]}", "\n\n".join(PROBES))
    eva, asked, fetched = visitors.window(), [], []
    eva.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    eva.on("request", lambda request: fetched.append(request.url))
    eva.context.add_cookies(visitors.cookies_of("eva"))
    for at in ("/cases/", "/messages/", path):
        eva.goto(visitors.address + at)
        expect(eva.get_by_text("Probe <script>").first).to_be_visible()
    assert asked == []
    assert [url for url in fetched if not url.startswith((visitors.address, "data:"))] == []
    assert eva.locator("main form[action^=https], main svg[onload], main [onerror]").count() == 0


def test_a_picture_that_is_added_comes_into_the_text_and_the_preview_shows_it(
    visitors: Visitors, tmp_path: Path
) -> None:
    picture = tmp_path / "new (panel).png"
    picture.write_bytes(png([bytearray([2]) * 40 for _ in range(20)]))
    page = visitors.at("chris", "/messages/write/new")
    page.locator("#body_nl").fill("Zo ziet het eruit:")
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.locator("#body_nl")).to_have_value(re.compile(r"!\[new \(panel\)\]\(/files/\d+/.*inline=1\)"))
    page.locator("[data-preview=body_nl-preview]").click()
    drawn = page.locator("#body_nl-preview img")
    expect(drawn).to_be_visible()
    expect(drawn).to_have_js_property("naturalWidth", 40)
