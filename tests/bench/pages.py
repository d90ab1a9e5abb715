"""What is measured: each page, who asks for it, and how its request is made."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.bench.drafts import next_summary
from tests.bench.start import Start
from tests.bench.talk import PLACE
from tests.bench.visitors import Visitor

OPEN = "/cases/?view=account_open"
FILTERED = f"{OPEN}&status=in_progress&priority=high"
DEEP = 200
QUESTION = "/cases/new/question"
SEARCH = "search"
LONG = "case, 300 notes and 50 files"
NEXT = re.compile(r'href="(/cases/\?[^"]*after=[^"]*)"')


Form = tuple[str, dict[str, str]]  # where it is sent, and what is in it


class Page(NamedTuple):
    """One row of the table. `floor` names the page of the floor that it is compared with.

    With a `form` that is sent; each time another one where it can be sent only once.
    """

    name: str
    visitor: Visitor
    request: Callable[[], bytes]
    path: str
    expect: int = 200
    floor: str = ""
    form: "Callable[[], Form] | None" = None


def pages(start: Start, noor: Visitor, sam: Visitor, bo: Visitor) -> list[Page]:
    """As a customer on top of a tree of 500, as one of those 500, and as an agent."""
    return [
        *_of_a_customer(start, noor),
        *_searching(noor),
        *_devices(noor),
        _get("list", sam, OPEN, "list"),
        _get("case", sam, f"/cases/{_newest(sam)}", "case"),
        _send("keep a step of a request", sam, lambda: (QUESTION, first_step(start)), 303),
        _get("home", bo, "/"),
        _get("list", bo, OPEN, "list"),
        _get("list, filtered", bo, FILTERED),
        _get("list, by owner", bo, f"{OPEN}&sort=owner"),
        _get(f"list, page {DEEP}", bo, deep_page(bo)),
        _get("case", bo, f"/cases/{_newest(bo)}", "case"),
        *_searching(bo),
        *_devices(bo),
        _get("desk queue", bo, "/desk/?queue=all"),
        _get("desk queue, unassigned", bo, "/desk/"),
    ]


def _of_a_customer(start: Start, noor: Visitor) -> list[Page]:
    summary = next_summary()
    return [
        _get("home", noor, "/"),
        _get("list", noor, OPEN, "list"),
        _get("list, filtered", noor, FILTERED),
        _get("list, by words", noor, f"{OPEN}&q=booklets"),
        _get("list, by subject", noor, f"{OPEN}&sort=subject"),
        _get("list, by owner", noor, f"{OPEN}&sort=owner"),
        _get("list, by account", noor, f"{OPEN}&sort=-account"),
        _get("counts of views", noor, "/cases/views/counts"),
        _get(f"list, page {DEEP}", noor, deep_page(noor)),
        _get("case", noor, f"/cases/{_newest(noor)}", "case"),
        _get(LONG, noor, f"/cases/{_from_above(noor, PLACE)}"),
        _get("files of a long case", noor, f"/cases/{_from_above(noor, PLACE)}/files"),
        _get("account", noor, f"/accounts/{start.haven}"),
        _get("export of the filtered list", noor, f"/cases/export?{FILTERED.partition('?')[2]}&format=csv"),
        _get("kinds of request", noor, "/cases/new"),
        _get("first step of a request", noor, QUESTION),
        _send("open a case", noor, lambda: (summary(), {}), 302),
    ]


def _searching(visitor: Visitor) -> list[Page]:
    """A serial number of one text, words of every text and of a sixth of the subjects, a word of none."""
    sought = {
        "rare word": "W5K0001234",
        "common word": "message",
        "common subject": "booklets",
        "no match": "zzzz",
    }
    return [
        *(_get(f"{SEARCH}, {name}", visitor, f"/search?q={word}") for name, word in sought.items()),
        _get(f"{SEARCH}, suggestions", visitor, "/search/suggestions?q=book"),
    ]


def _devices(visitor: Visitor) -> list[Page]:
    """Both product lines, of which one has a tenth; the beginning of many numbers, and one of them."""
    sought = {
        "all": "",
        "a serial number": "?serial=W5K0000123&how=exact",
        "its beginning": "?serial=W5K0000",
        "a model": "?model=Model+07",
        "a product line": "?line=devices",
        "a small product line": "?line=services",
        "line and beginning": "?line=services&serial=W9K",
        "nothing": "?serial=X",
    }
    return [_get(f"devices, {name}", visitor, f"/devices/{query}") for name, query in sought.items()]


def _get(name: str, visitor: Visitor, path: str, floor: str = "") -> Page:
    visitor.client.get(path)  # has been here before, and brings the cookie that the page gave
    sent = visitor.get(path)
    return Page(name, visitor, lambda: sent, path, 200, floor)


def _send(name: str, visitor: Visitor, form: Callable[[], Form], expect: int) -> Page:
    return Page(name, visitor, lambda: visitor.post(*form()), "", expect, form=form)


def first_step(start: Start) -> dict[str, str]:
    """Always of the same draft: a person has fifty at most."""
    return {
        "nonce": "a-draft-that-the-bench-fills-in",
        "asked": "account kind priority subject description",
        "f-account": str(start.haven),
        "f-priority": start.priorities[0].code,
        "f-kind": "issue",
        "f-subject": "Paper jam in tray 2",
        "f-description": "It stops after *two* pages.",
    }


def deep_page(visitor: Visitor, number: int = DEEP) -> str:
    """The URL of a page far down, found as a person would: next, and next again."""
    path = OPEN
    for _ in range(number - 1):
        found = NEXT.search(visitor.client.get(path).get_data(as_text=True))
        if found is None:
            break
        path = found[1].replace("&amp;", "&")
    return path


def _newest(visitor: Visitor) -> int:
    """The case on top of the list."""
    return _from_above(visitor, 0)


def _from_above(visitor: Visitor, place: int) -> int:
    found = re.findall(r'href="/cases/(\d{8})"', visitor.client.get(OPEN).get_data(as_text=True))
    return int(found[place])
