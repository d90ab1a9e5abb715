"""T37, T38: what was typed as an attack stays text in a real browser, wherever a request is shown."""

import pytest
from playwright.sync_api import Browser

from tests.files.browsing import at_page
from tests.requests.steps import field, fill_in, offer, step
from tests.studio.steps import Studio
from tests.worlds import World

pytestmark = pytest.mark.browser
PROBES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "[a](javascript:alert(3))",
    "\"><svg onload='alert(4)'>",
    "<details open ontoggle=alert(5)>",
    "\u202egnp.tpircs {{7*7}}",
)
PROBE = " ".join(PROBES)
KINDS = ("text", "long_text", "version", "explanation")


def filed(world: World) -> str:
    """The address of a case whose definition and whose answers are attacks."""
    said = {"label": {"en": PROBE, "nl": PROBE}, "help": {"en": PROBE}, "placeholder": {"en": PROBE}}
    fields = [{**field(f"f_{kind}", kind), **said} for kind in KINDS]
    choice = {"choices": [{"code": "a", "label": {"en": PROBE, "nl": PROBE}}], **said}
    account = field("account", "account", column="account")
    subject = field("subject", column="subject")
    asked = [account, subject, *fields, {**field("one", "choice"), **choice}, field("d", "long_text")]
    offer(world, step("what", *asked))
    answers = {"subject": PROBE[:200], "one": "a", "account": str(world.account_id("Rijnmond Haven"))}
    sam = world.sign_in("sam")
    at = fill_in(
        world, sam, "/cases/new/parcel", **{f"f_{kind}": f"1 {PROBE[:50]}" for kind in KINDS}, **answers
    )
    return str(world.post(sam, at.location).location)


def test_t37_no_page_of_a_request_runs_what_was_typed(sqlite_world: World, browser: Browser) -> None:
    case, dialogs = filed(sqlite_world), list[str]()
    edit = ("/cases/new/parcel", case, f"{case}/edit", f"{case}/history", f"{case}/access")
    studio = ("", "parts/what/what_all/f_text", "preview?as=sam@haven.rijnmond.example", "versions/draft")
    Studio(sqlite_world, "parcel").post("parts/what", {"name_en": PROBE, "name_nl": PROBE})
    pages = {"sam": edit, "ada": [f"/setup/request-types/parcel/{path}" for path in studio]}
    for who, paths in pages.items():
        with at_page(sqlite_world, browser, who, "/") as page:
            page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
            for path in paths:
                page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
                page.wait_for_timeout(50)
                assert "alert(" in page.content(), path
    assert dialogs == []
