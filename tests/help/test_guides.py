"""The guide for one's own kind of user, in both languages, and whom to turn to."""

import re

import pytest

from app.content.guides import FOLDER, KINDS, guide
from tests.house.files import REPOSITORY
from tests.worlds import World

OWN = {
    "noor": "is a <strong>parent account</strong>",
    "sam": "is a <strong>sub-account</strong>",
    "eva": "is a <strong>standard account</strong>",
    "bo": "Working at the service desk",
    "mia": "Leading the service desk",
    "chris": "Keeping accounts and contacts",
    "tess": "Keeping both languages",
    "ada": "Shaping the portal",
}


@pytest.mark.parametrize("who", OWN)
def test_help_opens_the_guide_for_ones_own_kind_of_user(sqlite_world: World, who: str) -> None:
    page = sqlite_world.sign_in(who).get("/help/?lang=en").text
    assert OWN[who] in page
    assert sum(words in page for words in OWN.values()) == 1


def test_a_customer_reads_no_other_guide_and_staff_those_of_their_work(sqlite_world: World) -> None:
    read = {
        who: {kind for kind in KINDS if client.get(f"/help/guide/{kind}").status_code == 200}
        for who in ("sam", "bo", "ada")
        for client in [sqlite_world.sign_in(who)]
    }
    assert read["sam"] == {"sub"}
    assert {"agent", "desk-manager", "parent", "standard"} <= read["bo"]
    assert "administrator" in read["ada"] and "administrator" not in read["bo"]
    assert sqlite_world.sign_in("ada").get("/help/guide/..").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_each_guide_is_whole_in_both_languages(kind: str) -> None:
    english, dutch = guide(kind, "en"), guide(kind, "nl")
    assert english.title != dutch.title
    for one in (english, dutch):
        assert len(one.body) > 900 and "[account]" not in one.body
    assert [len(re.findall(sign, english.body, re.M)) for sign in ("^## ", "!\\[", "^- ", "^\\d\\.")] == [
        len(re.findall(sign, dutch.body, re.M)) for sign in ("^## ", "!\\[", "^- ", "^\\d\\.")
    ]


def test_every_picture_of_a_guide_is_there_and_small() -> None:
    named = {
        (FOLDER / path).resolve()
        for file in FOLDER.glob("*.md")
        for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", file.read_text("utf-8"))
    }
    there = set((REPOSITORY / "app" / "static" / "guides").glob("*.webp"))
    assert named == there and len(named) >= 5
    assert [file.name for file in named if file.stat().st_size >= 60_000] == []


def test_help_and_feedback_are_on_every_page(sqlite_world: World) -> None:
    for who, path in (
        ("sam", "/"),
        ("sam", "/cases/"),
        ("bo", "/desk/"),
        ("ada", "/setup/"),
        ("sam", "/nowhere"),
    ):
        page = sqlite_world.sign_in(who).get(path).text
        assert 'href="/help/"' in page and 'href="/help/feedback"' in page, path


def test_an_administrator_says_whom_to_turn_to(world: World) -> None:
    ada, sam = world.sign_in("ada"), world.sign_in("sam")
    sent = {
        "mail": "help@desk.example",
        "phone": "+31 10 555 0100",
        "hours-en": "Nine to five",
        "hours-nl": "Negen",
    }
    assert world.post(ada, "/setup/contact", sent).status_code == 303
    page = sam.get("/help/?lang=en").text
    assert "mailto:help@desk.example" in page and "Nine to five" in page and "+31 10 555 0100" in page
    assert world.post(ada, "/setup/contact", sent | {"mail": "x"}).status_code == 422
    assert world.post(sam, "/setup/contact", sent).status_code == 403
