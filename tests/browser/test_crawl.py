"""Follow every link that each role is offered, in Dutch: none leads nowhere, no page speaks English."""

import re
from collections import Counter
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

import pytest

from tests.browser.looking import is_english
from tests.browser.visitors import Visitors

LARGEST_PAGE, WITH_MORE_ROWS = 60_000, 90_000
OF_A_KIND = 3  # pages that differ in their numbers only
SAID_IN = re.compile(r"aria-label|title|placeholder|alt|data-.*")
THEIRS = ("prose", "row-title", "strong")  # what people wrote
VOID = {"input", "meta", "link", "br", "img", "hr", "wbr", "progress"}
pytestmark = pytest.mark.browser


class Seen(HTMLParser):
    """Links, forbidden attributes, and our own words on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forbidden: list[str] = []
        self.texts: list[str] = []
        self._within: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.forbidden += [
            name for name in given if name in ("style", "data-toggle") or name.startswith("on")
        ]
        is_theirs = tag in ("script", "code") or given.get("lang", "nl") != "nl" or self._is_written(given)
        if tag not in VOID:
            self._within.append(is_theirs)
        if not any(self._within):
            self.texts += [value for name, value in given.items() if SAID_IN.fullmatch(name)]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._within:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._within):
            self.texts.append(data)

    def _is_written(self, given: dict[str, str]) -> bool:
        return any(name in THEIRS for name in given.get("class", "").split())


def opener(visitors: Visitors, who: str) -> OpenerDirector:
    browser = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in visitors.cookies_of(who))
    browser.addheaders = [("Cookie", f"{cookie}; lang=nl")]
    return browser


def kind_of(address: str) -> str:
    """The path with its numbers left out, and the names of what is asked."""
    parts = urlsplit(address)
    return re.sub(r"\d+", "N", parts.path) + "?" + "&".join(re.findall(r"(\w+)=", parts.query))


def most_bytes(address: str) -> int:
    """Who asks for more rows gets more."""
    return WITH_MORE_ROWS if "size" in urlsplit(address).query else LARGEST_PAGE


def wrong_with(address: str, page: str, seen: Seen) -> list[str]:
    found = [f"has {name}" for name in seen.forbidden]
    found += [f"says {text}" for text in seen.texts if is_english(" ".join(text.split()))]
    return found + ([f"{len(page)} bytes"] if len(page.encode()) > most_bytes(address) else [])


def crawl(browser: OpenerDirector, home: str) -> tuple[Counter[str], list[str]]:
    """How many pages of each kind were seen, and what was wrong with them."""
    waiting, known, kinds, found = [home], {home}, Counter[str](), []
    while waiting:
        address = waiting.pop(0)
        kinds[kind_of(address)] += 1
        if kinds[kind_of(address)] > OF_A_KIND:
            continue
        with browser.open(Request(address), timeout=30) as answer:  # raises when it leads nowhere
            page = answer.read().decode("utf-8", "replace")
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        seen = Seen(page)
        found += [f"{address} {wrong}" for wrong in wrong_with(address, page, seen)]
        nexts = {urldefrag(urljoin(address, link)).url for link in seen.links}
        fresh = {one for one in nexts - known if one.startswith(home) and "lang=" not in one}
        known |= fresh
        waiting += sorted(fresh)
    return kinds, found


@pytest.mark.parametrize(
    ("who", "least"),
    [
        ("noor", 15),
        ("sam", 12),
        ("eva", 10),
        ("bo", 15),
        ("mia", 15),
        ("chris", 10),
        ("tess", 3),
        ("ada", 30),
    ],
)
def test_every_link_leads_somewhere_and_every_page_is_dutch(
    visitors: Visitors, places: dict[str, Any], who: str, least: int
) -> None:
    kinds, found = crawl(opener(visitors, who), places["address"] + "/")
    assert "\n".join(found) == ""
    assert len(kinds) >= least, kinds


def test_english_words_are_recognised(visitors: Visitors, places: dict[str, Any]) -> None:
    """The crawl would say so: on an English page it finds them."""
    browser = opener(visitors, "sam")
    page = browser.open(f"{places['address']}/cases/?lang=en", timeout=30).read().decode()
    assert sum(is_english(text.strip()) for text in Seen(page.replace('lang="en"', 'lang="nl"')).texts) > 10
